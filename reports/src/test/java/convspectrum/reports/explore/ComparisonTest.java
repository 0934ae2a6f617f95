package convspectrum.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.measure.MeasurementNotes;
import convspectrum.reports.proxy.ProxyScores;
import convspectrum.reports.table.Cell;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.ConsoleTable;
import convspectrum.reports.view.CsvTable;
import convspectrum.reports.view.Terminal;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
  private static final Map<String, Double> TIMES =
      Map.of("regular", 4.0, "plain", 5.0, "segments=2", 2.5);

  private final Designs designs = Studies.designs(Studies.SPEC);
  private final Latencies latencies = Studies.latencies(Studies.run(designs, TIMES));
  private final ResultTable table = comparison(designs, latencies);

  @Test
  void columnsEndWithSameAsAndNote() {
    assertThat(table.columns())
        .extracting(ResultColumn::name)
        .containsExactly(
            "design",
            "segments",
            "params",
            "macs",
            "flops",
            "live_params",
            "live_macs",
            "bytes",
            "theoretical_speedup",
            "fast_ms",
            "fast_ms_low",
            "fast_ms_high",
            "fast_p10_ms",
            "fast_speedup",
            "fast_speedup_low",
            "fast_speedup_high",
            "fast_realisation",
            "fast_realisation_low",
            "fast_realisation_high",
            "same_as",
            "note");
    assertThat(table.title()).isEqualTo("tiny, relative to regular");
  }

  @Test
  void countsAreThoseOfTheGraphs() {
    assertThat(cells("macs"))
        .containsExactly(
            new Cell.Count(20_736),
            new Cell.Count(23_040),
            new Cell.Count(23_040),
            new Cell.Count(12_672),
            new Cell.Count(4_896));
    assertThat(cells("flops").getFirst()).isEqualTo(new Cell.Count(41_472));
    assertThat(cells("segments"))
        .containsExactly(
            new Cell.Missing(),
            new Cell.Missing(),
            new Cell.Count(1),
            new Cell.Count(2),
            new Cell.Count(8));
  }

  /** 20,736 / 12,672 = 1.636; 4 ms / 2.5 ms = 1.6. */
  @Test
  void realisationIsMeasuredOverTheoreticalSpeedup() {
    assertThat(real("theoretical_speedup", 3)).isCloseTo(20_736.0 / 12_672, within(1e-12));
    assertThat(real("fast_speedup", 3)).isCloseTo(1.6, within(1e-12));
    assertThat(real("fast_speedup_low", 3)).isCloseTo(1.584, within(1e-12));
    assertThat(real("fast_realisation", 3)).isCloseTo(1.6 / (20_736.0 / 12_672), within(1e-12));
    assertThat(real("fast_realisation", 0)).isEqualTo(1.0);
  }

  @Test
  void whatIsTheSameHasTheTimesOfTheOther() {
    assertThat(cells("same_as"))
        .containsExactly(
            new Cell.Missing(),
            new Cell.Missing(),
            new Cell.Text("plain"),
            new Cell.Missing(),
            new Cell.Missing());
    assertThat(real("fast_ms", 2)).isEqualTo(5.0).isEqualTo(real("fast_ms", 1));
  }

  @Test
  void whatWasNotMeasuredSaysWhy() {
    assertThat(cells("fast_ms").get(4)).isEqualTo(new Cell.Missing());
    assertThat(cells("fast_realisation").get(4)).isEqualTo(new Cell.Missing());
    assertThat(cells("note").get(4)).isEqualTo(new Cell.Text("fast cannot run <segments=8>"));
    assertThat(cells("note").get(3)).isEqualTo(new Cell.Missing());
    assertThat(new CsvTable().render(table).lines().toList().getLast())
        .endsWith(",,,,,,,,,,,,fast cannot run <segments=8>");
  }

  @Test
  void withoutTimesThereAreNoColumnsOfRuntimes() {
    ResultTable counted = comparison(designs, Latencies.none());
    assertThat(counted.columns())
        .extracting(ResultColumn::name)
        .containsExactly(
            "design",
            "segments",
            "params",
            "macs",
            "flops",
            "live_params",
            "live_macs",
            "bytes",
            "theoretical_speedup",
            "same_as",
            "note");
  }

  /** Times by slow are 2 and 4 times those by fast, whose baseline is the fastest. */
  @Test
  void ofTwoRuntimesThereAreRatiosAndRealisationsAgainstTheFastest() {
    MeasurementRun fast = Studies.run(designs, Map.of("regular", 4.0, "segments=2", 2.5));
    MeasurementRun slow = Studies.run("slow", designs, Map.of("regular", 8.0, "segments=2", 10.0));
    ResultTable both = comparison(designs, Studies.latencies(fast, slow));
    assertThat(both.column("slow_over_fast").cells().getFirst()).isEqualTo(new Cell.Real(2));
    assertThat(both.column("slow_over_fast").cell(3)).isEqualTo(new Cell.Real(4));
    double theory = 20_736.0 / 12_672;
    assertThat(both.column("slow_realisation").cell(3)).isEqualTo(new Cell.Real(0.8 / theory));
    assertThat(both.column("slow_realisation_fastest").cell(3))
        .isEqualTo(new Cell.Real(0.4 / theory));
    assertThat(both.column("fast_realisation_fastest").cells())
        .isEqualTo(both.column("fast_realisation").cells());
  }

  /** Regular is as fast by both, two segments by one of them. */
  @Test
  void theFastestRuntimesOfADesignAreNamed() {
    MeasurementRun fast = Studies.run(designs, Map.of("regular", 4.0, "segments=2", 2.5));
    MeasurementRun slow = Studies.run("slow", designs, Map.of("regular", 4.0, "segments=2", 10.0));
    MeasurementRun none = Studies.refused("none", designs, "none has no kernels");
    ResultTable all = comparison(designs, Studies.latencies(fast, none, slow));
    assertThat(all.column("fastest").cells().getFirst()).isEqualTo(new Cell.Text("fast or slow"));
    assertThat(all.column("fastest").cell(3)).isEqualTo(new Cell.Text("fast"));
  }

  /** Its columns are for machines, and a warning stands in for its notes. */
  @Test
  void aRuntimeThatCanRunNoDesignTakesNoRoom() {
    MeasurementRun fast = Studies.run(designs, Map.of("regular", 4.0, "segments=2", 2.5));
    MeasurementRun none = Studies.refused("none", designs, "none has no kernels");
    ResultTable table =
        new Comparison(designs, Studies.latencies(fast, none), List.of())
            .table(MeasurementNotes.with(Notes.none(), none));
    assertThat(table.columns())
        .filteredOn(column -> column.name().startsWith("none_"))
        .isNotEmpty()
        .allMatch(column -> column.description().detail());
    assertThat(table.notes().warnings())
        .singleElement()
        .isEqualTo("none: none of the designs was timed: none has no kernels.");
  }

  /** Five repetitions: values alone, and nothing that follows from them. */
  @Test
  void withoutIntervalsThereIsNoRealisation() {
    MeasurementRun few = Studies.few(designs, Map.of("regular", 4.0, "segments=2", 2.5));
    ResultTable without = comparison(designs, Studies.latencies(few));
    assertThat(without.column("fast_speedup").cell(3)).isEqualTo(new Cell.Real(1.6));
    for (String name :
        List.of(
            "fast_ms_low",
            "fast_ms_high",
            "fast_speedup_low",
            "fast_speedup_high",
            "fast_realisation",
            "fast_realisation_low")) {
      assertThat(without.column(name).cells()).as(name).containsOnly(new Cell.Missing());
    }
    assertThat(without.column("note").cell(3).toString()).contains("No interval from 5 of 6");
    assertThat(new CsvTable().render(without)).contains(",4.0,,,,1.0,,,,,");
    assertThat(new ConsoleTable(Terminal.plain()).render(without)).doesNotContain("[1.60", " %");
  }

  /** Of ten samples the slowest nine are 30 % above the fastest. */
  @Test
  void theTenthPercentileIsThereWhereItDisagreesWithTheMedian() {
    MeasurementRun shared =
        Studies.run(
            designs, Map.of("regular", 4.0), List.of(0.7, 0.7, 0.99, 1.0, 1.0, 1.0, 1.0, 1.01));
    ResultTable with = comparison(designs, Studies.latencies(shared));
    assertThat(with.column("fast_p10_ms").cells().getFirst()).isEqualTo(new Cell.Real(2.8));
    assertThat(new ConsoleTable(Terminal.plain()).render(with)).contains("p10");
    assertThat(table.column("fast_p10_ms").cells()).containsOnly(new Cell.Missing());
    assertThat(new ConsoleTable(Terminal.plain()).render(table)).doesNotContain("p10");
  }

  /** An identity has no MACs: nothing can be said of its speed-up in theory. */
  @Test
  void aDesignWithoutMacsHasNoTheory() {
    Designs still = Studies.designs(Studies.SPEC.replace("plain: [", "plain: [identity] #"));
    ComparedDesign identity = still.rows().get(1);
    assertThat(Comparison.theoreticalSpeedup(still, identity)).isNaN();
    ResultTable with =
        comparison(
            still, Studies.latencies(Studies.run(still, Map.of("regular", 2.0, "plain", 1.0))));
    assertThat(with.column("theoretical_speedup").cell(1)).isEqualTo(new Cell.Missing());
    assertThat(with.column("fast_realisation").cell(1)).isEqualTo(new Cell.Missing());
    assertThat(with.column("fast_speedup").cell(1)).isEqualTo(new Cell.Real(2.0));
  }

  @Test
  void aParameterOrProxyMayBeNamedLikeAColumn() {
    Designs named =
        Studies.designs(
            """
            name: named
            input: {channels: 8, height: 6, width: 6}
            parameters: {MACs: [8], width: [0.25], note: [relu]}
            references:
              regular: [conv: {out: 8, kernel: 3}]
            baseline: regular
            layers:
              - conv: {out: $MACs, kernel: 3}
              - conv: {out: $(8 * width), kernel: 3}
              - activation: $note
            """);
    String label = named.rows().getLast().label();
    ResultTable with =
        new Comparison(
                named,
                Latencies.none(),
                List.of(new ProxyScores("bytes", Map.of(label, 1e61), Map.of())))
            .table(Notes.none());
    assertThat(with.columns())
        .extracting(ResultColumn::name)
        .containsExactly(
            "design",
            "parameter_MACs",
            "width",
            "parameter_note",
            "params",
            "macs",
            "flops",
            "live_params",
            "live_macs",
            "bytes",
            "theoretical_speedup",
            "proxy_bytes",
            "same_as",
            "note");
    assertThat(with.column("parameter_MACs").cells())
        .containsExactly(new Cell.Missing(), new Cell.Count(8));
    assertThat(with.column("width").cells())
        .containsExactly(new Cell.Missing(), new Cell.Real(0.25));
    assertThat(with.column("parameter_note").cells())
        .containsExactly(new Cell.Missing(), new Cell.Text("relu"));
    assertThat(with.column("proxy_bytes").cells())
        .containsExactly(new Cell.Missing(), new Cell.Real(1e61));
  }

  private static ResultTable comparison(Designs designs, Latencies latencies) {
    return new Comparison(designs, latencies, List.of()).table(Notes.none());
  }

  private List<Cell> cells(String column) {
    return table.column(column).cells();
  }

  private double real(String column, int row) {
    return ((Cell.Real) table.column(column).cell(row)).value();
  }
}
