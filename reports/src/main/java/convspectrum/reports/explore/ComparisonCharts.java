package convspectrum.reports.explore;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.ResultColumn;
import convspectrum.search.design.ComparedDesign;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Pictures of a {@linkplain Comparison comparison}. */
public final class ComparisonCharts {
  private ComparisonCharts() {}

  /**
   * Time by each runtime, MACs and parameters against what was swept, each if two designs or more
   * have it.
   */
  public static List<Chart> sweep(Comparison comparison) {
    return ParameterCharts.of(comparison);
  }

  /**
   * Measured against theoretical speed-up, with the line where they are equal; none if nothing was
   * measured.
   */
  public static Optional<Chart> speedup(Comparison comparison) {
    List<Series> series = new ArrayList<>();
    for (MeasurementRun run : comparison.runs()) {
      int place = series.size();
      List<Point> points = new ArrayList<>();
      for (ComparedDesign row : comparison.rows()) {
        double theory = comparison.theoreticalSpeedup(row);
        Bounded measured = comparison.speedup(run, row);
        if (isPositive(theory) && isPositive(measured.value())) {
          points.add(point(row, theory, measured));
        }
      }
      series.add(
          new Series(run.conditions().runtime(), points, false, Palette.runtime(place), place));
    }
    if (isEmpty(series) || comparison.rows().size() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        new Chart(
            "speedup",
            "Measured against theoretical speed-up",
            "Measured speed-up by "
                + runtimes(comparison)
                + " against the ratio of MACs, with 95 % intervals; on the dashed line theory is"
                + " realised in full, below it in part.",
            new Axis("theoretical speed-up", Scale.LOG2),
            new Axis("measured speed-up", Scale.LOG2),
            series,
            List.of(new Guide.Equality("measured = theoretical"))));
  }

  /**
   * An accuracy proxy against the time by each runtime, or against MACs where nothing was measured;
   * none if no design has both.
   */
  public static Optional<Chart> proxy(Comparison comparison, ResultColumn scores) {
    String heading = scores.description().heading();
    return against(
        comparison,
        scores,
        "proxy-" + anchor(scores.name()),
        "The accuracy proxy " + heading + " of each design",
        "; a proxy stands in for accuracy without training, up to its order only.");
  }

  /** The accuracy after a short training in the same way. */
  static Optional<Chart> trained(Comparison comparison, ResultColumn accuracies) {
    return against(
        comparison,
        accuracies,
        anchor(accuracies.name()),
        "The accuracy of each design after a short training, on images kept apart from it,",
        ". Differences within the spread of seeds are none.");
  }

  private static Optional<Chart> against(
      Comparison comparison, ResultColumn scores, String name, String what, String about) {
    List<Series> series = new ArrayList<>();
    for (MeasurementRun run : comparison.runs()) {
      int place = series.size();
      series.add(
          new Series(
              run.conditions().runtime(),
              scores(comparison, row -> comparison.ms(run, row).value(), scores),
              false,
              Palette.runtime(place),
              place));
    }
    boolean timed = !isEmpty(series);
    if (!timed) {
      series =
          List.of(
              new Series(
                  "designs", scores(comparison, row -> row.cost().total().macs(), scores), false));
    }
    if (isEmpty(series) || comparison.rows().size() < 2) {
      return Optional.empty();
    }
    String heading = scores.description().heading();
    String cost = timed ? "time" : "MACs";
    return Optional.of(
        new Chart(
            name,
            heading + " against " + cost,
            what + " against " + (timed ? "its median time" : "its multiply-accumulates") + about,
            new Axis(timed ? "median time (ms)" : "MACs", Scale.LOG10),
            new Axis(heading, Scale.LINEAR),
            series,
            List.of()));
  }

  /** A name as a part of an anchor or of a file's name. */
  static String anchor(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
  }

  static String runtimes(Comparison comparison) {
    return comparison.runs().stream()
        .map(run -> run.conditions().runtime())
        .collect(Collectors.joining(", "));
  }

  /** A figure of a row at {@code x}, with its interval if it has one. */
  static Point point(ComparedDesign row, double x, Bounded figure) {
    double y = figure.value();
    double low = Double.isFinite(figure.low()) ? figure.low() : y;
    double high = Double.isFinite(figure.high()) ? figure.high() : y;
    // A bootstrap interval may miss its median by a rounding, and never reaches zero on a log axis.
    return new Point(row.label(), x, y, low > 0 ? Math.min(low, y) : y, Math.max(high, y));
  }

  /** Whether a logarithmic axis shows it. */
  static boolean isPositive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  private static boolean isEmpty(List<Series> series) {
    return series.stream().allMatch(one -> one.points().isEmpty());
  }

  private static List<Point> scores(
      Comparison comparison, ToDoubleFunction<ComparedDesign> cost, ResultColumn scores) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < comparison.rows().size(); i++) {
      ComparedDesign row = comparison.rows().get(i);
      double x = cost.applyAsDouble(row);
      scores
          .cell(i)
          .number()
          .ifPresent(score -> {
            if (isPositive(x)) {
              points.add(new Point(row.label(), x, score));
            }
          });
    }
    return points;
  }
}
