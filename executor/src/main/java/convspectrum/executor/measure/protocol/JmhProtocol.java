package convspectrum.executor.measure.protocol;

import convspectrum.executor.statistics.Bootstrap;
import java.time.Duration;
import java.util.Locale;

/**
 * The protocol {@code jmh}: each sample is the median of a separate Java virtual machine, which JMH
 * starts, warms up and times.
 *
 * @param budget time for all forks on one runtime. At least one turn, with one fork for each
 *     design, is always taken
 * @param precision turns end early once the interval of every speed-up is within ± this share
 * @param minForks forks of a design before the precision is checked, at least 6, because the whole
 *     range of fewer holds the median with less than 95 %
 * @param maxForks forks of a design after which it always ends
 * @param warmUp longest time to warm up in a fork
 * @param steadiness a design is steady when the times of the last two quarters of its warm-up
 *     differ by no more than this share
 * @param iterations number of measured iterations in a fork
 * @param iteration time of one iteration; a pass that is longer is one iteration
 * @param resamples number of bootstrap resamples
 * @param seed seed of the bootstrap
 * @param pinned whether to keep the measuring thread on one CPU
 */
public record JmhProtocol(
    Duration budget,
    double precision,
    int minForks,
    int maxForks,
    Duration warmUp,
    double steadiness,
    int iterations,
    Duration iteration,
    int resamples,
    long seed,
    boolean pinned)
    implements Protocol {

  /** The protocol that commands use by default. */
  public static final JmhProtocol DEFAULT =
      new JmhProtocol(
          Duration.ofSeconds(150),
          0.01,
          6,
          30,
          Duration.ofSeconds(3),
          0.02,
          20,
          Duration.ofMillis(10),
          2000,
          1,
          true);

  public JmhProtocol {
    require(budget.isPositive(), "budget " + budget + "; expected above 0");
    require(precision > 0, "precision " + precision + "; expected above 0");
    require(minForks >= 6, minForks + " forks at least; expected 6 or more");
    require(
        maxForks >= minForks,
        maxForks + " forks at most; expected no fewer than " + minForks + ", the least");
    require(warmUp.isPositive(), "warm-up of " + warmUp + "; expected above 0");
    require(steadiness > 0, "steadiness " + steadiness + "; expected above 0");
    require(iterations >= 1, iterations + " iterations; expected at least 1");
    require(iteration.toMillis() >= 1, "iterations of " + iteration + "; expected 1 ms or more");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Returns the same protocol with another time budget. */
  public JmhProtocol withBudget(Duration newBudget) {
    return new JmhProtocol(
        newBudget,
        precision,
        minForks,
        maxForks,
        warmUp,
        steadiness,
        iterations,
        iteration,
        resamples,
        seed,
        pinned);
  }

  /** Returns the same protocol with another target for the intervals, as a share: 0.02 for ±2 %. */
  public JmhProtocol withPrecision(double newPrecision) {
    return new JmhProtocol(
        budget,
        newPrecision,
        minForks,
        maxForks,
        warmUp,
        steadiness,
        iterations,
        iteration,
        resamples,
        seed,
        pinned);
  }

  /** Returns the same protocol with another seed. */
  public JmhProtocol withSeed(long newSeed) {
    return new JmhProtocol(
        budget,
        precision,
        minForks,
        maxForks,
        warmUp,
        steadiness,
        iterations,
        iteration,
        resamples,
        newSeed,
        pinned);
  }

  @Override
  public Bootstrap bootstrap() {
    return new Bootstrap(resamples, seed);
  }

  @Override
  public String name() {
    return "jmh";
  }

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "jmh: budget %.3g s, precision ±%.3g %%, %d to %d forks of each design in turns, each warmed"
            + " up for %.3g s at most until steady within %.3g %%, then %d iterations of %d ms;"
            + " medians and intervals of fork medians, seed %d, %s",
        budget.toNanos() / 1e9,
        100 * precision,
        minForks,
        maxForks,
        warmUp.toNanos() / 1e9,
        100 * steadiness,
        iterations,
        iteration.toMillis(),
        seed,
        pinned ? "the measuring thread pinned to one CPU" : "not pinned");
  }
}
