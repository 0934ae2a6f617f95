package convspectrum.executor.measure.protocol;

import convspectrum.executor.statistics.Bootstrap;
import java.time.Duration;
import java.util.Locale;

/**
 * Measuring as part of this run: warm up, then interleaved rounds until the speed-ups are precise
 * enough or the time is up.
 *
 * @param budget time for everything on one runtime: compiling, warming up, rounds. At least one
 *     round is taken, however long it is
 * @param precision rounds end early once every speed-up's interval is within ± this share
 * @param minRounds rounds before that is asked, at least 15
 * @param placements how often programs are compiled, and so come to lie elsewhere in memory, before
 *     that is asked: of nine, intervals leave the extremes out. Of 1 they stay where they are, and
 *     intervals are of that one placement
 * @param maxRounds rounds after which it ends anyhow
 * @param sample time that one sample should take at least; short passes are repeated to fill it
 * @param warmUp time to warm up one design at most
 * @param steadiness a design is steady when the times of the last two quarters of its warm-up
 *     differ by no more than this share
 * @param resamples bootstrap resamples
 * @param seed of the bootstrap
 * @param memoryBytes memory that programs may take together; more is measured in batches
 * @param pinned whether to keep the measuring thread on one CPU
 */
public record QuickProtocol(
    Duration budget,
    double precision,
    int minRounds,
    int placements,
    int maxRounds,
    Duration sample,
    Duration warmUp,
    double steadiness,
    int resamples,
    long seed,
    long memoryBytes,
    boolean pinned)
    implements Protocol {

  /** What commands use where nothing else is said. */
  public static final QuickProtocol DEFAULT =
      new QuickProtocol(
          Duration.ofSeconds(40),
          0.01,
          20,
          9,
          400,
          Duration.ofMillis(2),
          Duration.ofSeconds(3),
          0.02,
          2000,
          1,
          4L << 30,
          true);

  public QuickProtocol {
    require(budget.isPositive(), "budget " + budget + "; expected above 0");
    require(precision > 0, "precision " + precision + "; expected above 0");
    require(minRounds >= 15, minRounds + " rounds at least; expected 15 or more");
    require(
        maxRounds >= minRounds,
        maxRounds + " rounds at most; expected no fewer than " + minRounds + ", the least");
    require(placements > 0, placements + " placements at least; expected above 0");
    require(sample.isPositive(), "samples of " + sample + "; expected above 0");
    require(warmUp.isPositive(), "warm-up of " + warmUp + "; expected above 0");
    require(steadiness > 0, "steadiness " + steadiness + "; expected above 0");
    require(memoryBytes > 0, memoryBytes + " bytes of memory; expected above 0");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The same with another time budget. */
  public QuickProtocol withBudget(Duration newBudget) {
    return with(newBudget, precision, placements, seed, memoryBytes);
  }

  /** The same with another target for the intervals, as a share: 0.02 for ±2 %. */
  public QuickProtocol withPrecision(double newPrecision) {
    return with(budget, newPrecision, placements, seed, memoryBytes);
  }

  /** The same with so many placements at least. */
  public QuickProtocol withPlacements(int newPlacements) {
    return with(budget, precision, newPlacements, seed, memoryBytes);
  }

  /** The same with another seed. */
  public QuickProtocol withSeed(long newSeed) {
    return with(budget, precision, placements, newSeed, memoryBytes);
  }

  /** The same with another bound on the memory of programs that are alive together. */
  public QuickProtocol withMemoryBytes(long newMemoryBytes) {
    return with(budget, precision, placements, seed, newMemoryBytes);
  }

  private QuickProtocol with(
      Duration newBudget,
      double newPrecision,
      int newPlacements,
      long newSeed,
      long newMemoryBytes) {
    return new QuickProtocol(
        newBudget,
        newPrecision,
        minRounds,
        newPlacements,
        maxRounds,
        sample,
        warmUp,
        steadiness,
        resamples,
        newSeed,
        newMemoryBytes,
        pinned);
  }

  @Override
  public Bootstrap bootstrap() {
    return new Bootstrap(resamples, seed);
  }

  @Override
  public String name() {
    return "quick";
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "quick: budget %s s, precision ±%.3g %%, %d to %d rounds in %s, samples of %s ms or more,"
            + " warm-up %s s a design at most until steady within %.3g %%, %d resamples, seed %d,"
            + " %s",
        seconds(budget),
        100 * precision,
        minRounds,
        maxRounds,
        placements == 1 ? "one placement" : placements + " placements or more",
        milliseconds(sample),
        seconds(warmUp),
        100 * steadiness,
        resamples,
        seed,
        pinned ? "the measuring thread pinned to one CPU" : "not pinned");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3g", duration.toNanos() / 1e9);
  }

  private static String milliseconds(Duration duration) {
    return String.format(Locale.ROOT, "%.3g", duration.toNanos() / 1e6);
  }
}
