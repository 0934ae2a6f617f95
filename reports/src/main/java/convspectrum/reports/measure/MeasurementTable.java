package convspectrum.reports.measure;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.RuntimeRatios;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Latencies as a table: a row per model and runtime. */
public final class MeasurementTable {
  /**
   * A row: a model as one runtime took it.
   *
   * @param model its name
   * @param design values of its parameters; empty where it has none
   * @param run what was measured with it
   * @param measurement none where it could not be timed
   * @param note why it could not
   */
  public record Row(
      String model,
      String design,
      MeasurementRun run,
      Optional<Measurement> measurement,
      String note) {
    private String runtime() {
      return run.conditions().runtime();
    }

    private Bounded time() {
      return measurement.map(measured -> Bounded.of(measured.time())).orElse(Bounded.NONE);
    }

    private double p10() {
      return measurement.map(measured -> measured.p10Ms().orElse(Double.NaN)).orElse(Double.NaN);
    }

    private double sqnr() {
      return measurement.map(measured -> run.sqnr(measured.design())).orElse(Double.NaN);
    }

    private Bounded ratio(List<RuntimeRatios> all) {
      return all.stream()
          .filter(ratios -> ratios.runtime().equals(runtime()))
          .flatMap(ratios -> measurement.flatMap(m -> ratios.ratio(m.design())).stream())
          .map(ratio -> Bounded.of(ratio.estimate()))
          .findFirst()
          .orElse(Bounded.NONE);
    }

    private Bounded speedup() {
      return measurement
          .flatMap(Measurement::speedup)
          .map(speedup -> Bounded.of(speedup.estimate()))
          .orElse(Bounded.NONE);
    }
  }

  private static final ColumnDescription P10 =
      ColumnDescription.milliseconds(
          "p10",
          "Tenth percentile of the times, where it is more than 10 % below the median: something else"
              + " ran on the same core.");

  private MeasurementTable() {}

  /** A row for each runtime and design, runtime by runtime. */
  public static List<Row> rows(Designs designs, Latencies latencies) {
    return latencies.runs().stream()
        .flatMap(run ->
            designs.rows().stream()
                .map(design ->
                    new Row(
                        design.label(),
                        design.design().map(Object::toString).orElse(""),
                        run,
                        latencies.measurement(run, design),
                        latencies.note(run, design).orElse(""))))
        .toList();
  }

  /**
   * The table {@code latency}. Where there are several runtimes, columns {@code ratio, ratio_low,
   * ratio_high} compare the others with the first.
   *
   * @param title for people
   * @param machine what it was measured on
   */
  public static ResultTable of(String title, List<Row> rows, Machine machine) {
    Columns<Row> columns =
        new Columns<>(rows)
            .text("model", Row::model, ColumnDescription.text("Model", "The model."))
            .text(
                "design",
                Row::design,
                ColumnDescription.text("Design", "The design, or the values of its parameters."))
            .text("runtime", Row::runtime, ColumnDescription.text("Runtime", "The runtime."))
            .text(
                "runtime_version",
                row -> row.run().conditions().runtimeVersion(),
                ColumnDescription.text("Version", "Version of the runtime."))
            .count(
                "threads",
                row -> row.run().conditions().threads(),
                ColumnDescription.plain("Threads", "Threads in a pass."))
            .interval(
                "median_ms",
                "low_ms",
                "high_ms",
                Row::time,
                ColumnDescription.milliseconds(
                        "Time", "Median time of a pass, with its 95 % interval.")
                    .lowerIsBetter())
            .real(
                "p10_ms",
                Row::p10,
                rows.stream().allMatch(row -> Double.isNaN(row.p10())) ? P10.asDetail() : P10)
            .interval(
                "speedup",
                Row::speedup,
                ColumnDescription.ratio("Speed-up", "Time of the first model divided by its own.")
                    .higherIsBetter());
    columns.real(
        "sqnr_db",
        Row::sqnr,
        rows.stream().allMatch(row -> Double.isNaN(row.sqnr()))
            ? SqnrColumn.DESCRIPTION.asDetail()
            : SqnrColumn.DESCRIPTION);
    List<RuntimeRatios> ratios = RuntimeRatios.of(runs(rows));
    if (!ratios.isEmpty()) {
      String first = ratios.getFirst().relativeTo();
      columns.interval(
          "ratio",
          row -> row.ratio(ratios),
          ColumnDescription.number(
              "÷ " + first,
              "",
              new Notation.Fixed(3),
              "Time divided by that of %s on the same model, from paired rounds: above 1 means %s is faster; none for %s itself."
                  .formatted(first, first, first)));
    }
    columns.text(
        "note",
        Row::note,
        ColumnDescription.text("Note", "Why a figure is missing, or what is to be said of it."));
    return new ResultTable("latency", title, columns.list(), notes(rows, ratios, machine));
  }

  private static List<MeasurementRun> runs(List<Row> rows) {
    return rows.stream().map(Row::run).distinct().toList();
  }

  private static Notes notes(List<Row> rows, List<RuntimeRatios> ratios, Machine machine) {
    Notes notes =
        Notes.none()
            .with("machine", MachineTable.summary(machine))
            .with("java", machine.platform().jvm());
    for (RuntimeRatios one : ratios) {
      notes = notes.with(one.runtime() + "_over_" + one.relativeTo(), words(one));
    }
    for (MeasurementRun run : runs(rows)) {
      notes = MeasurementNotes.with(notes, run);
    }
    return notes;
  }

  /** The geometric mean of the ratios, and a sentence that says which runtime is faster. */
  private static String words(RuntimeRatios ratios) {
    String direction =
        "%s / %s: above 1 means %s is faster"
            .formatted(ratios.runtime(), ratios.relativeTo(), ratios.relativeTo());
    return ratios
        .geometricMean()
        .map(mean ->
            String.format(
                Locale.ROOT,
                "%s; geometric mean over %d model%s %.3f%s",
                direction,
                ratios.ratios().size(),
                ratios.ratios().size() == 1 ? "" : "s",
                mean.value(),
                mean.interval()
                    .map(ends ->
                        String.format(Locale.ROOT, " [%.3f, %.3f]", ends.low(), ends.high()))
                    .orElse(", without an interval, since there are too few repetitions")))
        .orElse(direction + "; no model was timed on both");
  }
}
