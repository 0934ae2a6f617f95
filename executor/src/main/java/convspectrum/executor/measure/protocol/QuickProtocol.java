package convspectrum.executor.measure.protocol;

import convspectrum.executor.statistics.Bootstrap;
import java.time.Duration;
import java.util.Locale;

/**
 * The protocol {@code quick}, which measures in this run: warm-up, then interleaved rounds until
 * the speed-ups are precise enough or the time is up.
 *
 * @param budget time for compiling, warming up and rounds on one runtime. At least one round is
 *     always taken
 * @param precision rounds end early once the interval of every speed-up is within ± this share
 * @param minRounds rounds before the precision is checked, at least 15
 * @param placements number of times that programs are compiled, and so moved in memory, where the
 *     budget allows it. With nine, intervals leave out the extremes. The precision is first checked
 *     after 8/3 as many. With 1 programs stay where they are, and intervals describe that one
 *     placement
 * @param maxRounds rounds after which it always ends
 * @param sample shortest time of one sample; short passes are repeated to fill it
 * @param warmUp longest time to warm up one design
 * @param steadiness a design is steady when the times of the last two quarters of its warm-up
 *     differ by no more than this share
 * @param resamples number of bootstrap resamples
 * @param seed seed of the bootstrap
 * @param memoryBytes memory that programs may use together; more designs are measured in batches
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

  /** The protocol that commands use by default. */
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

  /** What each of many designs adds to the budget, so that they are placed six times or more. */
  private static final Duration PER_DESIGN = Duration.ofSeconds(2);

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

  /** The protocol that commands use by default for so many designs: more time for very many. */
  public static QuickProtocol of(int designs) {
    Duration needed = PER_DESIGN.multipliedBy(designs);
    return needed.compareTo(DEFAULT.budget) > 0 ? DEFAULT.withBudget(needed) : DEFAULT;
  }

  /** Returns the same protocol with another time budget. */
  public QuickProtocol withBudget(Duration newBudget) {
    return with(newBudget, precision, placements, seed, memoryBytes);
  }

  /** Returns the same protocol with another target for the intervals, as a share: 0.02 for ±2 %. */
  public QuickProtocol withPrecision(double newPrecision) {
    return with(budget, newPrecision, placements, seed, memoryBytes);
  }

  /** Returns the same protocol with at least {@code newPlacements} placements. */
  public QuickProtocol withPlacements(int newPlacements) {
    return with(budget, precision, newPlacements, seed, memoryBytes);
  }

  /** Returns the same protocol with another seed. */
  public QuickProtocol withSeed(long newSeed) {
    return with(budget, precision, placements, newSeed, memoryBytes);
  }

  /** Returns the same protocol with another limit on the memory of live programs. */
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
