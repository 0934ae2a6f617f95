package convspectrum.search.history;

import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import convspectrum.search.history.SavedRun.OnRuntime;
import convspectrum.search.history.SavedRun.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether two runs find the same speed-ups, for each runtime and design of both. Times need not
 * agree for that: a machine that is slower as a whole, or another protocol, changes times more than
 * their ratios.
 *
 * @param tolerance speed-ups that differ by no more than this share agree
 * @param rows one per runtime and design that both runs have; the baseline is one of them
 */
public record SpeedupAgreement(double tolerance, List<Row> rows) {
  /** The tolerance within which two protocols should agree. */
  public static final double TOLERANCE = 0.05;

  private static final int RESAMPLES = 2000;

  public SpeedupAgreement {
    rows = List.copyOf(rows);
  }

  /**
   * A design on a runtime.
   *
   * @param runtime its name
   * @param design its label
   * @param before its speed-up in the earlier run
   * @param after in the later one
   * @param difference how much larger the later one is, as a share; below 0 it is smaller
   * @param agree whether the difference is within the tolerance; nothing where that cannot be told,
   *     because it is not and intervals overlap, or because there are no intervals
   */
  public record Row(
      String runtime,
      String design,
      Estimate before,
      Estimate after,
      double difference,
      Optional<Boolean> agree) {}

  /** Compares two runs; there are no rows if the baselines differ or were not timed. */
  public static SpeedupAgreement of(SavedRun before, SavedRun after, double tolerance, long seed) {
    List<Row> rows = new ArrayList<>();
    if (before.baseline().equals(after.baseline())) {
      Bootstrap bootstrap = new Bootstrap(RESAMPLES, seed);
      for (OnRuntime one : before.runtimes()) {
        after
            .runtime(one.runtime())
            .ifPresent(other -> add(rows, one, other, before.baseline(), tolerance, bootstrap));
      }
    }
    return new SpeedupAgreement(tolerance, rows);
  }

  private static void add(
      List<Row> rows,
      OnRuntime before,
      OnRuntime after,
      String baseline,
      double tolerance,
      Bootstrap bootstrap) {
    Optional<Timed> baseBefore = before.design(baseline);
    Optional<Timed> baseAfter = after.design(baseline);
    if (baseBefore.isEmpty() || baseAfter.isEmpty() || !same(baseBefore.get(), baseAfter.get())) {
      return;
    }
    for (Timed one : before.designs()) {
      Optional<Timed> other = after.design(one.design()).filter(found -> same(one, found));
      if (other.isPresent()) {
        Estimate first = estimate(baseBefore.get(), one, bootstrap);
        Estimate second = estimate(baseAfter.get(), other.get(), bootstrap);
        double difference = second.value() / first.value() - 1;
        rows.add(
            new Row(
                before.runtime(),
                one.design(),
                first,
                second,
                difference,
                agree(first, second, Math.abs(difference) <= tolerance)));
      }
    }
  }

  private static Optional<Boolean> agree(Estimate first, Estimate second, boolean near) {
    if (first.interval().isEmpty() || second.interval().isEmpty()) {
      return Optional.empty();
    }
    boolean overlap = first.interval().get().overlaps(second.interval().get());
    return near ? Optional.of(true) : overlap ? Optional.empty() : Optional.of(false);
  }

  private static boolean same(Timed one, Timed other) {
    return one.graph().equals(other.graph());
  }

  private static Estimate estimate(Timed baseline, Timed design, Bootstrap bootstrap) {
    Samples above = baseline.times();
    Samples below = design.times();
    if (!above.groups().equals(below.groups())) { // samples of several batches do not form pairs
      return new Estimate(
          above.median() / below.median(),
          bootstrap.ratioOfMedians(above.figures(), below.figures()));
    }
    return bootstrap.median(above.over(below));
  }

  /** The runtimes that have rows, in order. */
  public List<String> runtimes() {
    return rows.stream().map(Row::runtime).distinct().toList();
  }

  /** The rows of a runtime. */
  public List<Row> rows(String runtime) {
    return rows.stream().filter(row -> row.runtime().equals(runtime)).toList();
  }
}
