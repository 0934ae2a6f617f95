package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.reports.measure.MachineTable;
import convspectrum.reports.measure.MeasurementNotes;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.study.Latencies;
import convspectrum.search.substitution.LayerDesigns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the convolutions of a network would cost and take in segments: a row for each convolution
 * and segment count, those that save most first, by time where layers were timed, else by
 * multiply-accumulates.
 */
public final class SuggestionTable {
  private final String network;
  private final Cost whole;
  private final Latencies latencies;
  private final List<LayerDesigns.Row> rows;

  /**
   * The suggestions.
   *
   * @param network its name
   * @param whole what it costs
   * @param latencies of each layer alone; none where nothing is timed
   */
  public SuggestionTable(
      String network, Cost whole, List<LayerDesigns.Row> rows, Latencies latencies) {
    this.network = network;
    this.whole = whole;
    this.latencies = latencies;
    Comparator<LayerDesigns.Row> byMacs =
        Comparator.comparingLong(LayerDesigns.Row::macsSaved).reversed();
    this.rows =
        latencies.runs().isEmpty()
            ? rows.stream().sorted(byMacs).toList()
            : rows.stream()
                .sorted(Comparator.comparingDouble(this::rank).thenComparing(byMacs))
                .toList();
  }

  /** What a row saves on the first runtime, negated; a row without a time comes last. */
  private double rank(LayerDesigns.Row row) {
    double saved = saved(latencies.runs().getFirst(), row);
    return Double.isNaN(saved) ? Double.MAX_VALUE : -saved;
  }

  /**
   * The table {@code suggestions}.
   *
   * @param machine that was measured; none where nothing was
   */
  public ResultTable table(Optional<Machine> machine) {
    Columns<LayerDesigns.Row> columns =
        new Columns<>(rows)
            .text(
                "layer",
                row -> row.substitution().node().name(),
                ColumnDescription.text("Layer", "The convolution, as --apply takes it."))
            .text(
                "convolution",
                row -> LayerDesigns.words(row.substitution().node()),
                ColumnDescription.text(
                    "Convolution", "Kernel, stride, channels and size of the input."))
            .count(
                "segments",
                row -> row.substitution().segments(),
                ColumnDescription.plain(
                    "segments",
                    "Segments of the spatial convolution, behind which a 1×1 convolution stands."))
            .flag(
                "depthwise",
                row -> row.substitution().isDepthwise(),
                ColumnDescription.text(
                    "Depthwise", "Whether there is a segment for each channel."));
    costs(columns);
    for (MeasurementRun run : latencies.runs()) {
      times(columns, run);
    }
    if (!latencies.runs().isEmpty()) {
      columns.text(
          "note",
          row -> latencies.notes(List.of(row.before(), row.after())),
          ColumnDescription.text("Note", "Why a figure is missing, or what is to be said of it."));
    }
    return new ResultTable(
        "suggestions", network + ", in segments", columns.list(), notes(machine));
  }

  private void costs(Columns<LayerDesigns.Row> columns) {
    columns
        .count(
            "params",
            row -> row.before().cost().total().params(),
            ColumnDescription.count("Params", "Learned parameters of the convolution as it is."))
        .count(
            "params_with",
            row -> row.after().cost().total().params(),
            ColumnDescription.count("Params with", "Learned parameters with segments."))
        .count(
            "macs",
            row -> row.before().cost().total().macs(),
            ColumnDescription.count("MACs", "Multiply-accumulates of the convolution as it is."))
        .count(
            "macs_with",
            row -> row.after().cost().total().macs(),
            ColumnDescription.count("MACs with", "Multiply-accumulates with segments."))
        .count(
            "macs_saved",
            LayerDesigns.Row::macsSaved,
            ColumnDescription.count(
                "MACs saved", "Multiply-accumulates that the network would lose, exactly."))
        .real(
            "macs_saved_share",
            row -> whole.macs() == 0 ? Double.NaN : (double) row.macsSaved() / whole.macs(),
            ColumnDescription.number(
                "of network",
                "",
                new Notation.Percent(1),
                "The same as a part of the network's multiply-accumulates."));
  }

  private void times(Columns<LayerDesigns.Row> columns, MeasurementRun run) {
    String runtime = run.conditions().runtime();
    columns
        .interval(
            runtime + "_ms",
            row -> Bounded.of(latencies.time(run, row.before())),
            ColumnDescription.milliseconds(
                runtime, "Median time of the convolution alone, as it is, by " + runtime + "."))
        .interval(
            runtime + "_ms_with",
            row -> Bounded.of(latencies.time(run, row.after())),
            ColumnDescription.milliseconds(
                runtime + " with", "Median time of it alone with segments, by " + runtime + "."))
        .real(
            runtime + "_saved_ms",
            row -> saved(run, row),
            ColumnDescription.milliseconds(
                runtime + " saved",
                "The difference of the two medians; none where one is missing."))
        .interval(
            runtime + "_speedup",
            row -> Bounded.of(latencies.speedup(run, row.after())),
            ColumnDescription.ratio(
                runtime + " ×",
                "Time as it is divided by that with segments, by "
                    + runtime
                    + ", from paired rounds, with its 95 % interval."));
  }

  private double saved(MeasurementRun run, LayerDesigns.Row row) {
    return Bounded.of(latencies.time(run, row.before())).value()
        - Bounded.of(latencies.time(run, row.after())).value();
  }

  private Notes notes(Optional<Machine> machine) {
    Notes notes = Notes.none();
    if (!rows.isEmpty()) {
      notes = notes.with("convention", CostTable.convention(rows.getFirst().before().cost()));
    }
    if (machine.isPresent()) {
      notes =
          notes
              .with("machine", MachineTable.summary(machine.get()))
              .with("java", machine.get().platform().jvm())
              .with("times", "of each layer alone; equal layers are timed once");
    }
    for (MeasurementRun run : latencies.runs()) {
      notes = MeasurementNotes.with(notes, run);
    }
    return notes;
  }
}
