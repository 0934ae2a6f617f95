package convspectrum.reports.explore;

import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Pictures of a {@linkplain ComparisonTable comparison}. */
public final class ComparisonCharts {
  private ComparisonCharts() {}

  /**
   * Time by each runtime, MACs and parameters against what was swept, each if two designs or more
   * have it.
   *
   * @param parameters names of their columns
   * @param runtimes names, in the order of their colors
   */
  public static List<Chart> sweep(
      ResultTable table, List<String> parameters, List<String> runtimes) {
    return ParameterCharts.of(table, parameters, runtimes);
  }

  /**
   * Measured against theoretical speed-up, with the line where they are equal; none if nothing was
   * measured.
   *
   * @param runtimes names, in the order of their colors
   */
  public static Optional<Chart> speedup(ResultTable table, List<String> runtimes) {
    List<Series> series = new ArrayList<>();
    for (String runtime : runtimes) {
      series.add(
          new Series(
              runtime, points(table, "theoretical_speedup", runtime + "_speedup", true), false));
    }
    if (isEmpty(series)) {
      return Optional.empty();
    }
    return Optional.of(
        new Chart(
            "speedup",
            "Measured against theoretical speed-up",
            "Measured speed-up by "
                + String.join(", ", runtimes)
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
   *
   * @param proxy name of its column
   * @param runtimes names, in the order of their colors
   */
  public static Optional<Chart> proxy(ResultTable table, String proxy, List<String> runtimes) {
    List<Series> series = new ArrayList<>();
    for (String runtime : runtimes) {
      series.add(new Series(runtime, points(table, runtime + "_ms", proxy, false), false));
    }
    boolean timed = !isEmpty(series);
    if (!timed) {
      series = List.of(new Series("designs", points(table, "macs", proxy, false), false));
    }
    if (isEmpty(series)) {
      return Optional.empty();
    }
    String heading = table.column(proxy).description().heading();
    String cost = timed ? "time" : "MACs";
    return Optional.of(
        new Chart(
            "proxy-" + anchor(proxy),
            heading + " against " + cost,
            "The accuracy proxy "
                + heading
                + " of each design against "
                + (timed ? "its median time" : "its multiply-accumulates")
                + "; a proxy stands in for accuracy without training, up to its order only.",
            new Axis(timed ? "median time (ms)" : "MACs", Scale.LOG10),
            new Axis(heading, Scale.LINEAR),
            series,
            List.of()));
  }

  /** A name as a part of an anchor or of a file's name. */
  static String anchor(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "-");
  }

  private static boolean isEmpty(List<Series> series) {
    return series.stream().allMatch(one -> one.points().isEmpty());
  }

  /** The rows that have both; {@code x} is above 0, and so is {@code y} if it must be. */
  private static List<Point> points(ResultTable table, String x, String y, boolean positive) {
    List<Point> points = new ArrayList<>();
    for (int row = 0; row < table.rowCount(); row++) {
      OptionalDouble across = CellValues.positive(table, x, row);
      OptionalDouble up =
          positive ? CellValues.positive(table, y, row) : CellValues.number(table, y, row);
      if (across.isPresent() && up.isPresent()) {
        points.add(
            positive
                ? CellValues.point(table, row, across.getAsDouble(), y)
                : new Point(CellValues.label(table, row), across.getAsDouble(), up.getAsDouble()));
      }
    }
    return points;
  }
}
