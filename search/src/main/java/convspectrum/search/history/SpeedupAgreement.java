package convspectrum.search.history;

import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
  public static SpeedupAgreement of(
      RunResult before, RunResult after, double tolerance, long seed) {
    List<Row> rows = new ArrayList<>();
    Bootstrap bootstrap = new Bootstrap(RESAMPLES, seed);
    for (OnRuntime one : before.runtimes()) {
      Optional<OnRuntime> other = after.runtime(one.runtime());
      if (other.isPresent()) {
        for (Timed design : one.designs()) {
          Optional<Relative> first = relative(before, one, design.design());
          Optional<Relative> second = relative(after, other.get(), design.design());
          if (first.isPresent() && second.isPresent() && first.get().isAlike(second.get())) {
            rows.add(row(one.runtime(), first.get(), second.get(), tolerance, bootstrap));
          }
        }
      }
    }
    return new SpeedupAgreement(tolerance, rows);
  }

  /** A design and its baseline. */
  private record Relative(Timed baseline, Timed design) {
    boolean isAlike(Relative other) {
      return baseline.design().equals(other.baseline().design())
          && same(baseline, other.baseline())
          && same(design, other.design());
    }

    private static boolean same(Timed one, Timed other) {
      return one.graph().equals(other.graph());
    }
  }

  private static Optional<Relative> relative(RunResult run, OnRuntime runtime, String design) {
    return runtime
        .design(design)
        .flatMap(timed ->
            runtime
                .design(Objects.requireNonNullElse(timed.baseline(), run.baseline()))
                .map(baseline -> new Relative(baseline, timed)));
  }

  private static Row row(
      String runtime, Relative before, Relative after, double tolerance, Bootstrap bootstrap) {
    Estimate first = estimate(before.baseline(), before.design(), bootstrap);
    Estimate second = estimate(after.baseline(), after.design(), bootstrap);
    double difference = second.value() / first.value() - 1;
    return new Row(
        runtime,
        before.design().design(),
        first,
        second,
        difference,
        agree(first, second, Math.abs(difference) <= tolerance));
  }

  private static Optional<Boolean> agree(Estimate first, Estimate second, boolean near) {
    if (first.interval().isEmpty() || second.interval().isEmpty()) {
      return Optional.empty();
    }
    boolean overlap = first.interval().get().overlaps(second.interval().get());
    return near ? Optional.of(true) : overlap ? Optional.empty() : Optional.of(false);
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
