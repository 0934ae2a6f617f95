package convspectrum.reports.explore;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.ColumnNames;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import convspectrum.search.validate.TimeOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The designs to look at first, with the reason for each. Of times nothing is said that intervals
 * do not tell: of each runtime the fastest design, and the one of most MACs that is surely faster
 * than its baseline. Of each proxy the highest score. Where nothing was timed, the fewest MACs.
 */
final class Recommended {
  private static final int MOST_TIES = 3;

  private final Designs designs;
  private final Latencies latencies;
  private final Comparison comparison;

  /** For each design the runtimes of each reason; none of a reason that is of no runtime. */
  private final Map<ComparedDesign, Map<String, List<String>>> reasons = new LinkedHashMap<>();

  /** The fastest design of each runtime; none of a runtime where nothing tells. */
  private final List<Fastest> fastest = new ArrayList<>();

  private Recommended(Designs designs, Latencies latencies, Comparison comparison) {
    this.designs = designs;
    this.latencies = latencies;
    this.comparison = comparison;
  }

  static Recommended of(Designs designs, Latencies latencies, Comparison comparison) {
    Recommended found = new Recommended(designs, latencies, comparison);
    if (designs.rows().size() < 2) {
      return found;
    }
    latencies.runs().forEach(found::timed);
    comparison.trained().ifPresent(found::scored);
    comparison.proxies().forEach(found::scored);
    if (latencies.runs().isEmpty()) {
      designs.distinct().stream()
          .min(Comparator.comparingLong(row -> row.cost().total().macs()))
          .ifPresent(row -> found.add(row, "fewest MACs", ""));
    }
    return found;
  }

  /**
   * A design and those that cannot be told from it.
   *
   * @param ties in the order of their medians
   */
  private record Fastest(
      MeasurementRun run, ComparedDesign design, Measurement time, List<ComparedDesign> ties) {}

  private void add(ComparedDesign row, String reason, String runtime) {
    List<String> runtimes =
        reasons
            .computeIfAbsent(row, _ -> new LinkedHashMap<>())
            .computeIfAbsent(reason, _ -> new ArrayList<>());
    if (!runtime.isEmpty()) {
      runtimes.add(runtime);
    }
  }

  private String why(ComparedDesign row) {
    return reasons.getOrDefault(row, Map.of()).entrySet().stream()
        .map(one ->
            one.getKey()
                + (one.getValue().isEmpty() ? "" : " by " + String.join(" and ", one.getValue())))
        .collect(Collectors.joining("; "));
  }

  private void timed(MeasurementRun run) {
    String runtime = run.conditions().runtime();
    fastest(run)
        .ifPresent(one -> {
          boolean tied = !one.ties().isEmpty();
          add(one.design(), tied ? "among the fastest" : "fastest", runtime);
          fastest.add(one);
        });
    designs.distinct().stream()
        .filter(row -> latencies.speedup(run, row).map(speed -> speed.low() > 1).orElse(false))
        .max(Comparator.comparingLong(row -> row.cost().total().macs()))
        .ifPresent(row -> add(row, "most MACs of those faster than the baseline", runtime));
  }

  private Optional<Fastest> fastest(MeasurementRun run) {
    List<ComparedDesign> order =
        designs.distinct().stream()
            .filter(row -> latencies.measurement(run, row).isPresent())
            .sorted(Comparator.comparingDouble(row -> time(run, row).medianMs()))
            .toList();
    if (order.size() < 2 || time(run, order.getFirst()).time().interval().isEmpty()) {
      return Optional.empty();
    }
    ComparedDesign best = order.getFirst();
    Measurement least = time(run, best);
    List<ComparedDesign> ties =
        order.stream()
            .skip(1)
            // Beyond twice the time no interval that is of use holds 1.
            .filter(row -> time(run, row).medianMs() < 2 * least.medianMs())
            .filter(row -> !TimeOrder.isSlower(time(run, row), least))
            .toList();
    return Optional.of(new Fastest(run, best, least, ties));
  }

  private Measurement time(MeasurementRun run, ComparedDesign row) {
    return latencies.measurement(run, row).orElseThrow();
  }

  private void scored(ResultColumn proxy) {
    Optional<ComparedDesign> best = Optional.empty();
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < designs.rows().size(); i++) {
      double score = proxy.cell(i).number().orElse(Double.NEGATIVE_INFINITY);
      if (score > highest) {
        highest = score;
        best = Optional.of(designs.rows().get(i));
      }
    }
    best.ifPresent(row -> add(row, "highest " + proxy.description().heading(), ""));
  }

  /** The designs, in the order of their reasons. */
  List<ComparedDesign> designs() {
    return List.copyOf(reasons.keySet());
  }

  /** The table {@code recommended}. */
  ResultTable table() {
    ColumnNames names = new ColumnNames();
    Columns<ComparedDesign> columns =
        new Columns<>(designs())
            .text(
                names.take("design", "column"),
                ComparedDesign::label,
                ColumnDescription.text("Design", ""))
            .text(names.take("why", "column"), this::why, ColumnDescription.text("Why", ""));
    for (MeasurementRun run : latencies.working()) {
      String runtime = run.conditions().runtime();
      String ms = names.take(runtime + "_ms", "column");
      columns.interval(
          ms,
          names.take(ms + "_low", "column"),
          names.take(ms + "_high", "column"),
          row -> comparison.ms(run, row),
          ColumnDescription.milliseconds(runtime, ""));
    }
    columns
        .count(
            names.take("params", "column"),
            row -> row.cost().total().params(),
            ColumnDescription.count("Params", ""))
        .count(
            names.take("macs", "column"),
            row -> row.cost().total().macs(),
            ColumnDescription.count("MACs", ""));
    return new ResultTable("recommended", "Recommended designs", columns.list(), Notes.none());
  }

  /** The most important result in a line; none where figures do not tell one. */
  Optional<String> sentence() {
    Optional<Fastest> answer =
        fastest.stream().min(Comparator.comparingDouble(one -> one.time().medianMs()));
    if (answer.isPresent()) {
      return answer.map(this::sentence);
    }
    if (designs.rows().size() == 1) {
      return Optional.of(figures(designs.rows().getFirst()));
    }
    if (!latencies.runs().isEmpty() || designs.rows().isEmpty()) {
      return Optional.empty();
    }
    ComparedDesign fewest = designs().getFirst();
    String gain =
        designs.baselineOf(fewest).label().equals(fewest.label())
            ? ", and is the baseline"
            : ", %s times fewer than %s"
                .formatted(
                    text(new Notation.Fixed(2), comparison.theoreticalSpeedup(fewest)),
                    designs.baselineOf(fewest).label());
    return Optional.of(
        "Of %s designs that were counted, %s has the fewest MACs: %s%s."
            .formatted(
                text(new Notation.Exact(), designs.rows().size()),
                fewest.label(),
                text(new Notation.Scaled(4), fewest.cost().total().macs()),
                gain));
  }

  /** What the only design takes and costs. */
  private String figures(ComparedDesign row) {
    List<String> times = new ArrayList<>();
    for (MeasurementRun run : latencies.runs()) {
      Bounded ms = comparison.ms(run, row);
      if (Double.isFinite(ms.value())) {
        times.add(
            interval(new Notation.Aligned(3, 4), ms, " ms") + " by " + run.conditions().runtime());
      }
    }
    String cost =
        "%s parameters and %s MACs"
            .formatted(
                text(new Notation.Scaled(4), row.cost().total().params()),
                text(new Notation.Scaled(4), row.cost().total().macs()));
    return times.isEmpty()
        ? "%s has %s.".formatted(row.label(), cost)
        : "%s takes %s; it has %s.".formatted(row.label(), String.join(", ", times), cost);
  }

  /** The designs, and other runtimes, that cannot be told from the fastest. */
  private List<String> ties(Fastest best) {
    Stream<String> onOthers =
        fastest.stream()
            .filter(other -> other != best && !(other.time().over(best.time()).low() > 1))
            .map(other -> other.design().label() + " by " + other.run().conditions().runtime());
    return Stream.concat(best.ties().stream().map(ComparedDesign::label), onOthers).toList();
  }

  private String sentence(Fastest best) {
    List<String> ties = ties(best);
    ComparedDesign baseline = designs.baselineOf(best.design());
    String gain =
        baseline.label().equals(best.design().label())
            ? ", which is the baseline"
            : latencies
                .speedup(best.run(), best.design())
                .map(speed ->
                    ", %s times as fast as %s"
                        .formatted(
                            interval(new Notation.Fixed(2), Bounded.of(speed), ""),
                            baseline.label()))
                .orElse("");
    return "%s is %s by %s: %s%s%s%s."
        .formatted(
            ties.isEmpty() ? "Fastest" : "Among the fastest",
            best.design().label(),
            best.run().conditions().runtime(),
            interval(new Notation.Aligned(3, 4), comparison.ms(best.run(), best.design()), " ms"),
            gain,
            named(ties),
            NoiseReport.caveat(List.of(best.run().noise())));
  }

  private static String named(List<String> ties) {
    if (ties.isEmpty()) {
      return "";
    }
    String named = String.join(" or ", ties.stream().limit(MOST_TIES).toList());
    int more = ties.size() - MOST_TIES;
    return String.format(
        Locale.ROOT,
        "; it cannot be told from %s%s",
        named,
        more > 0 ? " or " + more + " others" : "");
  }

  private static String interval(Notation notation, Bounded figure, String unit) {
    if (!Double.isFinite(figure.low()) || !Double.isFinite(figure.high())) {
      return notation.format(List.of(new Cell.Real(figure.value())), "").getFirst() + unit;
    }
    List<Cell> cells =
        List.of(
            new Cell.Real(figure.value()),
            new Cell.Real(figure.low()),
            new Cell.Real(figure.high()));
    List<String> texts = notation.format(cells, "");
    return "%s%s [%s, %s]".formatted(texts.get(0), unit, texts.get(1), texts.get(2));
  }

  private static String text(Notation notation, double value) {
    return notation.format(List.of(new Cell.Real(value)), "").getFirst();
  }
}
