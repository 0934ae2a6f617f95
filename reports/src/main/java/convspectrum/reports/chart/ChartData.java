package convspectrum.reports.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** A figure as the script of a page draws it, to be written as JSON. */
public sealed interface ChartData {
  /** Digits of a coordinate: a thousandth of a chart's width needs fewer. */
  MathContext DIGITS = new MathContext(7);

  /**
   * Points over two axes.
   *
   * @param name of the chart
   * @param x horizontal
   * @param y vertical
   * @param series in the order of the legend
   * @param guides lines to compare with
   */
  record Points(String name, Along x, Along y, List<Marks> series, List<Line> guides)
      implements ChartData {}

  /**
   * An axis.
   *
   * @param title with unit
   * @param scale {@code linear}, {@code log2} or {@code log10}
   * @param low the least position shown; of a logarithmic scale the logarithm
   * @param high the greatest
   * @param categories in place of numbers; empty for numbers
   */
  record Along(String title, String scale, double low, double high, List<String> categories) {}

  /**
   * A series.
   *
   * @param color number in the palette
   * @param mark number of its shape
   * @param labels of the points, by their numbers on the page
   * @param numbers of values for each point: x, y, and both ends of the interval if any point has
   *     one
   * @param values of one point after the other
   */
  record Marks(
      String name,
      boolean joined,
      int color,
      int mark,
      List<Integer> labels,
      int numbers,
      List<Double> values) {}

  /**
   * A line to compare with.
   *
   * @param label what the legend says
   * @param text written at it; empty for none
   * @param color number in the palette; -1 for that of texts
   * @param points x and y of each corner, one corner after the other; of a level line y alone
   */
  record Line(String label, String text, int color, List<Double> points) {}

  /**
   * Bars of several parts.
   *
   * @param axis title of the axis, with unit
   * @param parts names
   * @param colors of the parts, numbers in the palette
   * @param labels of the bars, by their numbers on the page
   * @param values for each bar, the length of each part
   */
  record Stacks(
      String name,
      String axis,
      List<String> parts,
      List<Integer> colors,
      List<Integer> labels,
      List<List<Double>> values)
      implements ChartData {}

  /**
   * A figure as data.
   *
   * @param labels gives each label its number on the page
   */
  static ChartData of(Graphic figure, ToIntFunction<String> labels) {
    return switch (figure) {
      case Chart chart ->
          new Points(
              chart.name(),
              along(chart.x(), chart.horizontal()),
              along(chart.y(), chart.vertical()),
              chart.series().stream().map(one -> marks(one, labels)).toList(),
              chart.guides().stream().flatMap(guide -> lines(guide, chart).stream()).toList());
      case Bars bars ->
          new Stacks(
              bars.name(),
              bars.axis(),
              bars.parts(),
              bars.colors(),
              bars.bars().stream().map(bar -> labels.applyAsInt(bar.label())).toList(),
              bars.bars().stream()
                  .map(bar -> bar.values().stream().map(ChartData::rounded).toList())
                  .toList());
    };
  }

  private static Along along(Axis axis, Domain domain) {
    return new Along(
        axis.title(),
        switch (axis.scale()) {
          case LINEAR -> "linear";
          case LOG2 -> "log2";
          case LOG10 -> "log10";
        },
        domain.low(),
        domain.high(),
        axis.categories());
  }

  private static Marks marks(Series series, ToIntFunction<String> labels) {
    boolean intervals = series.points().stream().anyMatch(Point::hasInterval);
    List<Double> values = new ArrayList<>();
    for (Point point : series.points()) {
      values.add(rounded(point.x()));
      values.add(rounded(point.y()));
      if (intervals) {
        values.add(rounded(point.low()));
        values.add(rounded(point.high()));
      }
    }
    return new Marks(
        series.name(),
        series.joined(),
        series.color(),
        series.mark(),
        series.points().stream().map(point -> labels.applyAsInt(point.label())).toList(),
        intervals ? 4 : 2,
        values);
  }

  private static List<Line> lines(Guide guide, Chart chart) {
    return switch (guide) {
      case Guide.Level(String label, double value, int series) ->
          List.of(new Line(label, "", chart.series().get(series).color(), List.of(value)));
      case Guide.Equality(String label) -> {
        // Both axes span the same range, so the line joins two corners.
        Domain domain = chart.horizontal();
        double low = domain.scale().backward(domain.low());
        double high = domain.scale().backward(domain.high());
        yield List.of(new Line(label, "", -1, List.of(low, low, high, high)));
      }
      case Guide.Band band ->
          List.of(
              new Line(
                  band.label(),
                  "",
                  -1,
                  Arrays.stream(band.corners(chart.vertical()))
                      .map(ChartData::rounded)
                      .boxed()
                      .toList()));
      case Guide.Roof roof -> roof(roof, chart);
    };
  }

  private static List<Line> roof(Guide.Roof roof, Chart chart) {
    double left = Scale.LOG10.backward(chart.horizontal().low());
    double right = Scale.LOG10.backward(chart.horizontal().high());
    double floor = Scale.LOG10.backward(chart.vertical().low());
    List<Line> lines = new ArrayList<>();
    double nearest = right;
    for (Guide.Slope slope : roof.slopes()) {
      double ridge = roof.ridge(slope);
      nearest = Math.min(nearest, Math.max(left, ridge));
      if (ridge > left) {
        double from = Math.max(left, floor / slope.value());
        lines.add(
            new Line(
                roof.label(),
                slope.label(),
                -1,
                List.of(from, from * slope.value(), ridge, roof.peak())));
      }
    }
    lines.add(
        new Line(
            roof.label(), roof.peakLabel(), -1, List.of(right, roof.peak(), nearest, roof.peak())));
    return lines;
  }

  private static double rounded(double value) {
    return Double.isFinite(value) ? BigDecimal.valueOf(value).round(DIGITS).doubleValue() : value;
  }
}
