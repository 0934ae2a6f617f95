package convspectrum.reports.explore;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.chart.Axis;
import convspectrum.reports.chart.Chart;
import convspectrum.reports.chart.Guide;
import convspectrum.reports.chart.Palette;
import convspectrum.reports.chart.Point;
import convspectrum.reports.chart.Scale;
import convspectrum.reports.chart.Series;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.ResultColumn;
import convspectrum.search.design.ComparedDesign;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Charts of what a sweep of a parameter does to time and cost. The parameter lies along the
 * horizontal axis: as numbers, or as names at equal distances where some value is no number.
 * Designs that differ in other parameters too are series of their own, as long as these can be told
 * apart. References are level lines.
 */
final class ParameterCharts {
  /** From this ratio of largest to smallest value, a parameter is spread by ratios. */
  private static final double WIDE = 8;

  /** Number of series that can be told apart. */
  private static final int MOST_SERIES = 6;

  private final Comparison comparison;
  private final Optional<ResultColumn> parameter;
  private final String title;
  private final List<String> categories;

  /** The rows that share a series, by what tells them apart from the others; one if too many. */
  private final Map<String, List<Integer>> groups = new LinkedHashMap<>();

  private ParameterCharts(Comparison comparison, Optional<ResultColumn> parameter) {
    this.comparison = comparison;
    this.parameter = parameter;
    this.title = parameter.map(column -> column.description().heading()).orElse("Design");
    this.categories = categories();
    List<ResultColumn> others =
        comparison.parameters().stream()
            .filter(column -> !column.equals(parameter.orElse(null)))
            .toList();
    Map<String, List<Integer>> all =
        rows()
            .filter(row -> !isReference(row))
            .boxed()
            .collect(
                Collectors.groupingBy(
                    row -> group(others, row), LinkedHashMap::new, Collectors.toList()));
    if (all.size() * Math.max(1, comparison.runs().size()) <= MOST_SERIES) {
      groups.putAll(all);
    } else {
      groups.put("", all.values().stream().flatMap(List::stream).sorted().toList());
    }
  }

  /**
   * Time by each runtime, MACs and parameters against what was swept: {@code segments} if it was,
   * else the parameter of most values; the designs themselves if there is no parameter. None of
   * fewer than two designs.
   */
  static List<Chart> of(Comparison comparison) {
    List<ResultColumn> parameters = comparison.parameters();
    Optional<ResultColumn> main =
        parameters.stream()
            .filter(column -> column.name().endsWith("segments"))
            .findFirst()
            .or(() ->
                parameters.stream()
                    .min(
                        Comparator.comparingLong(column ->
                            -column.cells().stream().map(Cell::text).distinct().count())));
    ParameterCharts charts = new ParameterCharts(comparison, main);
    List<Chart> all = new ArrayList<>();
    charts.time().ifPresent(all::add);
    charts
        .cost(
            "macs",
            "MACs",
            "Multiply-accumulates of a forward pass",
            row -> row.cost().total().macs())
        .ifPresent(all::add);
    charts
        .cost("params", "Parameters", "Learned parameters", row -> row.cost().total().params())
        .ifPresent(all::add);
    return all;
  }

  /** Time by each runtime. */
  Optional<Chart> time() {
    List<Series> series = new ArrayList<>();
    List<Guide> guides = new ArrayList<>();
    for (MeasurementRun run : comparison.runs()) {
      String runtime = run.conditions().runtime();
      Function<ComparedDesign, Bounded> ms = row -> comparison.ms(run, row);
      guides.addAll(references(ms, ", " + runtime, series.size()));
      int color = Palette.runtime(comparison.runs().indexOf(run));
      groups.forEach((group, rows) ->
          series.add(
              series(
                  group.isEmpty() ? runtime : runtime + ", " + group,
                  ms,
                  rows,
                  color,
                  series.size())));
    }
    return chart(
        "time",
        "Time",
        "Median time of a forward pass by " + ComparisonCharts.runtimes(comparison),
        ", with 95 % intervals",
        "median time (ms)",
        series,
        guides);
  }

  /** A count that no runtime has a part in. */
  Optional<Chart> cost(
      String name, String axis, String meaning, ToLongFunction<ComparedDesign> count) {
    Function<ComparedDesign, Bounded> figure =
        row -> new Bounded(count.applyAsLong(row), Double.NaN, Double.NaN);
    List<Series> series = new ArrayList<>();
    groups.forEach((group, rows) ->
        series.add(
            series(
                group.isEmpty() ? "designs" : group,
                figure,
                rows,
                Palette.DESIGNS,
                series.size())));
    // The other parameters may leave the count unchanged.
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
    return chart(name, axis, meaning, "", axis, shown, references(figure, "", 0));
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

  private Series series(
      String name,
      Function<ComparedDesign, Bounded> figure,
      List<Integer> rows,
      int color,
      int mark) {
    List<Point> points = new ArrayList<>();
    for (int row : rows) {
      OptionalDouble x = x(row);
      ComparedDesign design = comparison.rows().get(row);
      Bounded y = figure.apply(design);
      if (x.isPresent() && ComparisonCharts.isPositive(y.value())) {
        points.add(ComparisonCharts.point(design, x.getAsDouble(), y));
      }
    }
    points.sort(Comparator.comparingDouble(Point::x));
    boolean distinct = points.stream().mapToDouble(Point::x).distinct().count() == points.size();
    return new Series(name, points, distinct, color, mark);
  }

  private List<Guide> references(
      Function<ComparedDesign, Bounded> figure, String suffix, int series) {
    List<Guide> levels = new ArrayList<>();
    rows()
        .filter(this::isReference)
        .mapToObj(comparison.rows()::get)
        .forEach(row -> {
          double value = figure.apply(row).value();
          if (ComparisonCharts.isPositive(value)) {
            levels.add(new Guide.Level(row.label() + suffix, value, series));
          }
        });
    return levels;
  }

  /** Whether a row has no value of the parameter. Without a parameter, each row is a design. */
  private boolean isReference(int row) {
    return cell(row) instanceof Cell.Missing;
  }

  /** Where a row lies: its value of the parameter, or its name. */
  private Cell cell(int row) {
    return parameter
        .map(column -> column.cell(row))
        .orElseGet(() -> new Cell.Text(comparison.rows().get(row).label()));
  }

  private OptionalDouble x(int row) {
    return categories.isEmpty()
        ? cell(row).number()
        : OptionalDouble.of(categories.indexOf(cell(row).text()));
  }

  private List<String> categories() {
    boolean numbers =
        rows()
            .mapToObj(this::cell)
            .noneMatch(cell -> cell instanceof Cell.Text || cell instanceof Cell.Flag);
    return numbers
        ? List.of()
        : rows()
            .filter(row -> !isReference(row))
            .mapToObj(row -> cell(row).text())
            .distinct()
            .toList();
  }

  private static String group(List<ResultColumn> others, int row) {
    return others.stream()
        .map(column -> column.description().heading() + "=" + column.cell(row).text())
        .collect(Collectors.joining(", "));
  }

  private IntStream rows() {
    return IntStream.range(0, comparison.rows().size());
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
