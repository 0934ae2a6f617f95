package convspectrum.reports;

import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Pictures of a {@linkplain ComparisonTable comparison}. */
public final class ComparisonCharts {
  /** From this ratio of largest to smallest value, a parameter is spread by ratios. */
  private static final double WIDE = 8;

  private ComparisonCharts() {}

  /**
   * Time by each runtime against a numeric parameter, with the references as level lines; none if
   * fewer than two designs have both.
   *
   * @param parameter name of its column
   * @param runtimes names, in the order of their colors
   */
  public static Optional<Chart> time(ResultTable table, String parameter, List<String> runtimes) {
    List<Series> series = new ArrayList<>();
    List<Guide> guides = new ArrayList<>();
    for (String runtime : runtimes) {
      List<Point> points = new ArrayList<>();
      for (int row = 0; row < table.rowCount(); row++) {
        OptionalDouble x = number(table, parameter, row);
        OptionalDouble ms = number(table, runtime + "_ms", row);
        if (ms.isEmpty() || ms.getAsDouble() <= 0) {
          continue;
        }
        if (x.isPresent()) {
          points.add(point(table, row, x.getAsDouble(), runtime + "_ms"));
        } else if (isMissing(table, parameter, row)) {
          String label = label(table, row) + ", " + runtime;
          guides.add(new Guide.Level(label, ms.getAsDouble(), series.size()));
        }
      }
      points.sort(Comparator.comparingDouble(Point::x));
      series.add(new Series(runtime, points, distinct(points)));
    }
    if (series.stream().mapToInt(one -> one.points().size()).max().orElse(0) < 2) {
      return Optional.empty();
    }
    String description =
        "Median time of a forward pass by "
            + String.join(", ", runtimes)
            + " against "
            + parameter
            + ", with 95 % intervals"
            + (guides.isEmpty() ? "." : "; dashed lines: the references.");
    return Optional.of(
        new Chart(
            "time",
            "Time against " + parameter,
            description,
            new Axis(parameter, spread(series)),
            new Axis("median time (ms)", Scale.LOG10),
            series,
            guides));
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
      List<Point> points = new ArrayList<>();
      for (int row = 0; row < table.rowCount(); row++) {
        OptionalDouble theory = number(table, "theoretical_speedup", row);
        OptionalDouble measured = number(table, runtime + "_speedup", row);
        if (positive(theory) && positive(measured)) {
          points.add(point(table, row, theory.getAsDouble(), runtime + "_speedup"));
        }
      }
      series.add(new Series(runtime, points, false));
    }
    if (series.stream().allMatch(one -> one.points().isEmpty())) {
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

  private static Point point(ResultTable table, int row, double x, String column) {
    double y = number(table, column, row).orElseThrow();
    double low = number(table, column + "_low", row).orElse(y);
    double high = number(table, column + "_high", row).orElse(y);
    // A bootstrap interval may miss its median by a rounding, and never reaches zero on a log axis.
    return new Point(label(table, row), x, y, low > 0 ? Math.min(low, y) : y, Math.max(high, y));
  }

  private static Scale spread(List<Series> series) {
    double[] xs =
        series.stream()
            .flatMapToDouble(one -> one.points().stream().mapToDouble(Point::x))
            .sorted()
            .toArray();
    return xs[0] > 0 && xs[xs.length - 1] / xs[0] >= WIDE ? Scale.LOG2 : Scale.LINEAR;
  }

  private static boolean distinct(List<Point> points) {
    return points.stream().mapToDouble(Point::x).distinct().count() == points.size();
  }

  private static boolean positive(OptionalDouble value) {
    return value.isPresent() && value.getAsDouble() > 0;
  }

  private static boolean isMissing(ResultTable table, String column, int row) {
    return table.column(column).cell(row) instanceof Cell.Missing;
  }

  private static OptionalDouble number(ResultTable table, String column, int row) {
    return switch (table.column(column).cell(row)) {
      case Cell.Count(long value) -> OptionalDouble.of((double) value);
      case Cell.Real(double value) when Double.isFinite(value) -> OptionalDouble.of(value);
      case Cell.Real infinite -> OptionalDouble.empty();
      case Cell.Missing missing -> OptionalDouble.empty();
      case Cell.Text text -> OptionalDouble.empty();
      case Cell.Flag flag -> OptionalDouble.empty();
    };
  }

  private static String label(ResultTable table, int row) {
    return table.columns().getFirst().cell(row) instanceof Cell.Text(String text) ? text : "";
  }
}
