package convspectrum.costmodel;

/**
 * The least time that a machine of so much arithmetic and bandwidth needs (Williams, Waterman and
 * Patterson, "Roofline", CACM 2009): max(FLOPs / peak, bytes / bandwidth).
 *
 * @param peakFlops floating-point operations per second
 * @param bandwidth bytes per second
 */
public record Roofline(double peakFlops, double bandwidth) {
  public Roofline {
    requirePositive("peak", peakFlops, "FLOP/s");
    requirePositive("bandwidth", bandwidth, "bytes/s");
  }

  private static void requirePositive(String what, double value, String unit) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          what + " of " + value + " " + unit + "; expected a finite number above 0");
    }
  }

  /** Which of the two takes longer. */
  public enum Bound {
    /** Arithmetic takes longer. */
    COMPUTE,
    /** Moving data takes longer. */
    MEMORY
  }

  /**
   * A lower bound of a time.
   *
   * @param seconds the time
   * @param bound what it is bound by; compute where both are equal
   */
  public record Estimate(double seconds, Bound bound) {}

  /**
   * The bound of one node, or of anything that runs as a whole. FLOPs are those of the cost's
   * convention; those of {@code paper} are the arithmetic that counts.
   */
  public Estimate of(Cost cost) {
    double compute = cost.flops() / peakFlops;
    double memory = cost.bytes() / bandwidth;
    return compute >= memory
        ? new Estimate(compute, Bound.COMPUTE)
        : new Estimate(memory, Bound.MEMORY);
  }

  /**
   * The sum over nodes, which run one after another. Each node has a bound of its own, so the sum
   * is at least the bound of the total. Its bound is the one that takes most of the time.
   */
  public Estimate of(NetworkCost network) {
    double compute = 0;
    double memory = 0;
    for (NodeCost node : network.nodes()) {
      Estimate estimate = of(node.cost());
      switch (estimate.bound()) {
        case COMPUTE -> compute += estimate.seconds();
        case MEMORY -> memory += estimate.seconds();
      }
    }
    return new Estimate(compute + memory, compute >= memory ? Bound.COMPUTE : Bound.MEMORY);
  }
}
