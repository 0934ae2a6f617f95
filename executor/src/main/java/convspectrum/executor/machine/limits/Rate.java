package convspectrum.executor.machine.limits;

/**
 * A peak rate, measured in repetitions at different times. The best repetition counts, as in STREAM
 * (McCalpin 1995), because a limit is what the hardware reaches undisturbed.
 *
 * @param best rate of the best repetition, in 10⁹ a second
 * @param spread difference between the best and the middle repetition as a share of the best. Half
 *     of the repetitions are closer to the best, so a single disturbed repetition does not change
 *     it
 */
public record Rate(double best, double spread) {
  public Rate {
    if (!(best > 0) || Double.isInfinite(best)) {
      throw new IllegalArgumentException("rate of " + best + "; expected a finite number above 0");
    }
    if (!(spread >= 0 && spread <= 1)) {
      throw new IllegalArgumentException("spread of " + spread + "; expected 0 to 1");
    }
  }

  /** Returns the rate that nothing should exceed: the best rate plus its spread. */
  public double ceiling() {
    return best * (1 + spread);
  }
}
