package convspectrum.executor.machine.limits;

/**
 * What a machine was seen to do at most, from repetitions at different times: the best of all, as
 * in STREAM (McCalpin 1995), since a limit is what the hardware reaches undisturbed.
 *
 * @param best 10⁹ a second, in the best repetition
 * @param spread by how much the middle repetition was below the best, as a share of the best: half
 *     of them are nearer. One that another program, or another virtual machine, disturbed does not
 *     change it
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

  /** What nothing should be faster than: the best and its spread. */
  public double ceiling() {
    return best * (1 + spread);
  }
}
