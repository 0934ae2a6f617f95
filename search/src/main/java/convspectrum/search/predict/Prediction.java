package convspectrum.search.predict;

/**
 * The predicted time of a pass.
 *
 * @param picoseconds the sum of the times of the call and of all steps
 * @param lowMs lower end of the interval that holds the measured time with a probability of 90 %,
 *     in milliseconds
 * @param highMs its upper end
 * @param regressed share of the time, 0 to 1, of steps that no measured design has, so that it
 *     rests on a regression
 */
public record Prediction(long picoseconds, double lowMs, double highMs, double regressed) {
  /** Picoseconds of a millisecond. */
  public static final long PICOSECONDS_PER_MS = 1_000_000_000;

  /** The time in milliseconds. */
  public double milliseconds() {
    return (double) picoseconds / PICOSECONDS_PER_MS;
  }
}
