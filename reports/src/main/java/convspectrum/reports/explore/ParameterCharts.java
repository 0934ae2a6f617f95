package convspectrum.reports.explore;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a sweep of any parameter does to time and cost. The parameter lies along the horizontal
 * axis: as numbers, or as names at equal distances where some value is no number. Designs that
 * differ in other parameters too are series of their own, as long as these can be told apart.
 * References are level lines.
 */
final class ParameterCharts {
  /** From this ratio of largest to smallest value, a parameter is spread by ratios. */
  private static final double WIDE = 8;

  /** So many series have a color of their own. */
  private static final int MOST_SERIES = 6;

  private final ResultTable table;
  private final String parameter;
  private final String title;
  private final List<String> runtimes;
  private final List<String> categories;

  /** The rows that share a series, by what tells them apart from the others; one if too many. */
  private final Map<String, List<Integer>> groups = new LinkedHashMap<>();

  private ParameterCharts(
      ResultTable table, String parameter, List<String> others, List<String> runtimes) {
    this.table = table;
    this.parameter = parameter;
    this.title = table.column(parameter).description().heading();
    this.runtimes = List.copyOf(runtimes);
    this.categories = categories();
    Map<String, List<Integer>> all =
        rows()
            .filter(row -> !CellValues.isMissing(table, parameter, row))
            .boxed()
            .collect(
                Collectors.groupingBy(
                    row -> group(others, row), LinkedHashMap::new, Collectors.toList()));
    if (all.size() * Math.max(1, runtimes.size()) <= MOST_SERIES) {
      groups.putAll(all);
    } else {
      groups.put("", all.values().stream().flatMap(List::stream).sorted().toList());
    }
  }

  /**
   * Time by each runtime, MACs and parameters against what was swept: {@code segments} if it was,
   * else the parameter of most values; the designs themselves if there is no parameter. None of
   * fewer than two designs.
   *
   * @param parameters names of their columns
   * @param runtimes names, in the order of their colors
   */
  static List<Chart> of(ResultTable table, List<String> parameters, List<String> runtimes) {
    String main =
        parameters.stream()
            .filter(name -> name.endsWith("segments"))
            .findFirst()
            .or(() ->
                parameters.stream().min(Comparator.comparingLong(name -> -values(table, name))))
            .orElse(table.columns().getFirst().name());
    List<String> others = parameters.stream().filter(name -> !name.equals(main)).toList();
    ParameterCharts charts = new ParameterCharts(table, main, others, runtimes);
    List<Chart> all = new ArrayList<>();
    charts.time().ifPresent(all::add);
    charts.cost("macs", "MACs", "Multiply-accumulates of a forward pass").ifPresent(all::add);
    charts.cost("params", "Parameters", "Learned parameters").ifPresent(all::add);
    return all;
  }

  private static long values(ResultTable table, String column) {
    return IntStream.range(0, table.rowCount())
        .mapToObj(row -> CellValues.text(table, column, row))
        .distinct()
        .count();
  }

  /** Time by each runtime. */
  Optional<Chart> time() {
    List<Series> series = new ArrayList<>();
    List<Guide> guides = new ArrayList<>();
    for (String runtime : runtimes) {
      guides.addAll(references(runtime + "_ms", ", " + runtime, series.size()));
      groups.forEach((group, rows) ->
          series.add(
              series(group.isEmpty() ? runtime : runtime + ", " + group, runtime + "_ms", rows)));
    }
    return chart(
        "time",
        "Time",
        "Median time of a forward pass by " + String.join(", ", runtimes),
        ", with 95 % intervals",
        "median time (ms)",
        series,
        guides);
  }

  /** A count that no runtime has a part in. */
  Optional<Chart> cost(String column, String name, String meaning) {
    List<Series> series = new ArrayList<>();
    groups.forEach(
        (group, rows) -> series.add(series(group.isEmpty() ? "designs" : group, column, rows)));
    // Other parameters need not change the count.
    boolean same =
        series.stream()
                .map(one -> one.points().stream().map(ParameterCharts::place).toList())
                .distinct()
                .count()
            == 1;
    List<Series> shown =
        same && series.size() > 1
            ? List.of(new Series("designs", series.getFirst().points(), series.getFirst().joined()))
            : series;
    return chart(column, name, meaning, "", name, shown, references(column, "", 0));
  }

  private static List<Double> place(Point point) {
    return List.of(point.x(), point.y());
  }

  private Optional<Chart> chart(
      String name,
      String what,
      String meaning,
      String intervals,
      String axis,
      List<Series> series,
      List<Guide> guides) {
    if (series.stream().mapToInt(one -> one.points().size()).max().orElse(0) < 2) {
      return Optional.empty();
    }
    String description =
        meaning
            + " against "
            + title
            + intervals
            + (guides.isEmpty() ? "." : "; dashed lines: the references.");
    return Optional.of(
        new Chart(
            name,
            what + " against " + title,
            description,
            categories.isEmpty() ? new Axis(title, spread(series)) : Axis.of(title, categories),
            new Axis(axis, Scale.LOG10),
            series,
            guides));
  }

  private Series series(String name, String column, List<Integer> rows) {
    List<Point> points = new ArrayList<>();
    for (int row : rows) {
      OptionalDouble x = x(row);
      if (x.isPresent() && CellValues.positive(table, column, row).isPresent()) {
        points.add(CellValues.point(table, row, x.getAsDouble(), column));
      }
    }
    points.sort(Comparator.comparingDouble(Point::x));
    boolean distinct = points.stream().mapToDouble(Point::x).distinct().count() == points.size();
    return new Series(name, points, distinct);
  }

  private List<Guide> references(String column, String suffix, int series) {
    List<Guide> levels = new ArrayList<>();
    rows()
        .filter(row -> CellValues.isMissing(table, parameter, row))
        .forEach(row ->
            CellValues.positive(table, column, row)
                .ifPresent(value ->
                    levels.add(
                        new Guide.Level(CellValues.label(table, row) + suffix, value, series))));
    return levels;
  }

  private OptionalDouble x(int row) {
    if (categories.isEmpty()) {
      return CellValues.number(table, parameter, row);
    }
    return OptionalDouble.of(categories.indexOf(CellValues.text(table, parameter, row)));
  }

  private List<String> categories() {
    boolean numbers =
        rows()
            .mapToObj(row -> table.column(parameter).cell(row))
            .noneMatch(cell -> cell instanceof Cell.Text || cell instanceof Cell.Flag);
    return numbers
        ? List.of()
        : rows()
            .filter(row -> !CellValues.isMissing(table, parameter, row))
            .mapToObj(row -> CellValues.text(table, parameter, row))
            .distinct()
            .toList();
  }

  private String group(List<String> others, int row) {
    return others.stream()
        .map(name ->
            table.column(name).description().heading() + "=" + CellValues.text(table, name, row))
        .collect(Collectors.joining(", "));
  }

  private IntStream rows() {
    return IntStream.range(0, table.rowCount());
  }

  private static Scale spread(List<Series> series) {
    double[] xs =
        series.stream()
            .flatMapToDouble(one -> one.points().stream().mapToDouble(Point::x))
            .sorted()
            .toArray();
    return xs[0] > 0 && xs[xs.length - 1] / xs[0] >= WIDE ? Scale.LOG2 : Scale.LINEAR;
  }
}
