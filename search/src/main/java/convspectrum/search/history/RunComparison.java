package convspectrum.search.history;

import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Verdict;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * What became faster or slower from one run to another, for each runtime and design of both.
 *
 * <p>The samples of a design are compared by the test of Mann and Whitney (Annals of Mathematical
 * Statistics 18, 1947), and its p-values are corrected for as many comparisons by Holm's method
 * (Scandinavian Journal of Statistics 6, 1979): in 95 % of cases, no reported difference is due to
 * chance. The test treats samples as independent and ignores differences between processes.
 * Therefore a difference counts only where the block bootstrap interval of the ratio of medians
 * excludes 1 too, and where the ratio exceeds a minimum change.
 *
 * @param before the earlier run
 * @param after the later one
 * @param atLeast the minimum change, as a share
 * @param rows one per runtime and design of both
 * @param leftOut designs that are not compared and why, a sentence each
 */
public record RunComparison(
    RunResult before, RunResult after, double atLeast, List<Row> rows, List<String> leftOut) {
  /** Significance level of corrected p-values. */
  public static final double SIGNIFICANCE = 0.05;

  /** With fewer figures, the normal approximation to the distribution of U is poor. */
  static final int FEWEST = 8;

  private static final int RESAMPLES = 2000;

  public RunComparison {
    rows = List.copyOf(rows);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * A design on a runtime.
   *
   * @param runtime its name
   * @param design its label
   * @param beforeMs median time before
   * @param afterMs median time after
   * @param ratio time after divided by time before: below 1 it became faster
   * @param p of the test of Mann and Whitney; NaN where there are too few figures
   * @param corrected p by Holm's method; NaN where there are too few figures
   * @param verdict the answer
   * @param needed what another answer needs, if it cannot be told
   */
  public record Row(
      String runtime,
      String design,
      double beforeMs,
      double afterMs,
      Estimate ratio,
      double p,
      double corrected,
      Verdict verdict,
      Optional<Needed> needed) {}

  /**
   * Compares two runs, even if {@link RunDifference}s are obstacles.
   *
   * @param atLeast changes below this share count as none: 0.03 for 3 %
   * @param seed of resampling
   */
  public static RunComparison of(RunResult before, RunResult after, double atLeast, long seed) {
    List<Pair> pairs = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (OnRuntime one : before.runtimes()) {
      Optional<OnRuntime> other = after.runtime(one.runtime());
      if (other.isEmpty()) {
        leftOut.add(one.runtime() + ": is in the first run only.");
        continue;
      }
      pair(one, other.get(), pairs, leftOut);
    }
    after.runtimes().stream()
        .filter(one -> before.runtime(one.runtime()).isEmpty())
        .forEach(one -> leftOut.add(one.runtime() + ": is in the second run only."));
    double[] p = pairs.stream().mapToDouble(Pair::p).toArray();
    double[] corrected = holm(p);
    Bootstrap bootstrap = new Bootstrap(RESAMPLES, seed);
    List<Row> rows =
        IntStream.range(0, p.length)
            .mapToObj(i -> pairs.get(i).row(p[i], corrected[i], atLeast, bootstrap))
            .toList();
    return new RunComparison(before, after, atLeast, rows, leftOut);
  }

  private static void pair(
      OnRuntime before, OnRuntime after, List<Pair> pairs, List<String> leftOut) {
    for (Timed one : before.designs()) {
      Optional<Timed> other = after.design(one.design());
      if (other.isEmpty()) {
        leftOut.add("%s: %s is in the first run only.".formatted(before.runtime(), one.design()));
      } else if (!other.get().graph().equals(one.graph())) {
        leftOut.add(
            "%s: %s is another network now, of %d MACs instead of %d."
                .formatted(before.runtime(), one.design(), other.get().macs(), one.macs()));
      } else {
        pairs.add(new Pair(before.runtime(), one, other.get()));
      }
    }
    after.designs().stream()
        .filter(one -> before.design(one.design()).isEmpty())
        .forEach(one ->
            leftOut.add(
                "%s: %s is in the second run only.".formatted(after.runtime(), one.design())));
  }

  private record Pair(String runtime, Timed before, Timed after) {
    double p() {
      double[] x = before.times().figures();
      double[] y = after.times().figures();
      return Math.min(x.length, y.length) < FEWEST
          ? Double.NaN
          : new MannWhitneyUTest().mannWhitneyUTest(x, y);
    }

    Row row(double p, double corrected, double atLeast, Bootstrap bootstrap) {
      double beforeMs = before.times().median();
      double afterMs = after.times().median();
      Estimate ratio =
          new Estimate(
              afterMs / beforeMs,
              bootstrap.ratioOfMedians(after.times().figures(), before.times().figures()));
      boolean large = Math.abs(ratio.value() - 1) >= atLeast;
      // Above 1 it is slower, so that the speed-up is the reciprocal.
      Verdict found = ratio.reciprocal().verdict();
      Verdict verdict = corrected < SIGNIFICANCE && large ? found : Verdict.CANNOT_TELL;
      return new Row(
          runtime,
          before.design(),
          beforeMs,
          afterMs,
          ratio,
          p,
          corrected,
          verdict,
          verdict == Verdict.CANNOT_TELL
              ? Optional.of(Needed.of(before, after, ratio, atLeast))
              : Optional.empty());
    }
  }

  /** Holm's step-down correction; NaN stays NaN and does not count as a comparison. */
  static double[] holm(double[] p) {
    List<Integer> order =
        IntStream.range(0, p.length)
            .filter(i -> !Double.isNaN(p[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> p[i]))
            .toList();
    double[] corrected = p.clone();
    double largest = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int at = order.get(rank);
      largest = Math.max(largest, Math.min(1, (order.size() - rank) * p[at]));
      corrected[at] = largest;
    }
    return corrected;
  }

  /** How many designs have a verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** Of how many designs any difference is below the minimum change. */
  public long unchanged() {
    return rows.stream().filter(row -> row.needed().map(Needed::isNothing).orElse(false)).count();
  }
}
