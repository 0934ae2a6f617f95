package convspectrum.search.validate;

import java.util.List;

/**
 * Where the time of a design goes, in parts that add up to the time that was measured. <em>Promised
 * time</em> is what a design would take if each of its multiply-accumulates took as long as one of
 * the baseline. It is that of the spatial convolutions, which grouping reduces, and that of the
 * pointwise part, which it does not. The rest of the time is lost: a share of 1 − realisation.
 *
 * <p>The parts that are lost come from a profile of steps, which is scaled to the measured time
 * (see {@link #stepsOverPass}). Of a step with multiply-accumulates, <em>memory</em> is by how much
 * the time that its traffic takes at the machine's bandwidth exceeds its promised time, at most
 * what it takes; the rest beyond the promise is its <em>kernel</em>, negative where that is better
 * than those of the baseline. A step without any has no promised time: its traffic is memory, the
 * rest kernel. <em>Overhead</em> is the time outside all steps, and that of steps which the runtime
 * inserted to change layouts.
 *
 * <p>Where the limits of the machine are suspect, memory and kernels cannot be told apart: both are
 * NaN then.
 *
 * @param measuredMs median time of a pass
 * @param spatialMs promised time of all that is not pointwise
 * @param pointwiseMs promised time of 1×1 convolutions in one group, linear layers and matrix
 *     products
 * @param memoryMs lost in memory traffic
 * @param kernelsMs lost in kernels that are further below the roofline than those of the baseline;
 *     negative where time was gained, in kernels that are nearer to it
 * @param overheadMs lost between steps and in inserted ones
 * @param stepsOverPass the sum of all profiled steps divided by a pass that was not profiled, both
 *     of one process. Above 1 profiling cost time, and all steps were scaled down alike
 * @param steps the same parts by step, in execution order; time that is lost outside of steps is
 *     not included
 */
public record Reasons(
    double measuredMs,
    double spatialMs,
    double pointwiseMs,
    double memoryMs,
    double kernelsMs,
    double overheadMs,
    double stepsOverPass,
    List<StepReasons> steps) {
  public Reasons {
    steps = List.copyOf(steps);
  }

  /**
   * One step of a design.
   *
   * @param nodes names of the graph's nodes that it computes, or what the runtime calls it
   * @param op what the runtime calls it
   * @param ms its time, scaled: the sum of the four that follow
   * @param promisedMs by its multiply-accumulates
   * @param memoryMs lost in memory traffic
   * @param kernelMs lost in its kernel; negative where time was gained
   * @param overheadMs all of it for an inserted step
   * @param kernel what the runtime says that it uses; empty where it does not say
   * @param wastedShare share of its multiply-adds whose results are thrown away; NaN where that is
   *     not known
   * @param roofShare the least time that the roofline allows, divided by its time; NaN where that
   *     is not reliable
   */
  public record StepReasons(
      List<String> nodes,
      String op,
      double ms,
      double promisedMs,
      double memoryMs,
      double kernelMs,
      double overheadMs,
      String kernel,
      double wastedShare,
      double roofShare) {
    public StepReasons {
      nodes = List.copyOf(nodes);
    }

    /** Time that its kernel takes beyond what is promised. */
    public double lostInKernelMs() {
      return Math.max(0, kernelMs);
    }

    /** Time that its kernel takes less than what is promised. */
    public double gainedMs() {
      return Math.max(0, -kernelMs);
    }
  }

  /** What theory promises: the time by multiply-accumulates alone. */
  public double promisedMs() {
    return spatialMs + pointwiseMs;
  }

  /** Time that kernels take beyond what is promised. */
  public double lostInKernelsMs() {
    return Math.max(0, kernelsMs);
  }

  /** Time that kernels take less than what is promised, since those of the baseline are slower. */
  public double gainedMs() {
    return Math.max(0, -kernelsMs);
  }

  /** A part as a share of the measured time. */
  public double share(double partMs) {
    return partMs / measuredMs;
  }
}
