package convspectrum.reports.predict;

import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notation;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.predict.DesignTimer;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import convspectrum.search.predict.Prediction;
import convspectrum.search.predict.Predictor;
import convspectrum.search.predict.StepType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a latency table holds: a row for each kind of step. */
public final class LatencyTableReport {
  /** Picoseconds in a microsecond. */
  private static final double PICOSECONDS_PER_US = 1e6;

  private final LatencyTable table;
  private final Predictor predictor;
  private final ResultKind kind;

  private LatencyTableReport(LatencyTable table, Path file, ResultKind kind) {
    this.table = table;
    this.predictor = Predictor.of(table, file);
    this.kind = kind;
  }

  /**
   * A report.
   *
   * @param file that holds the table
   * @param kind of the command that prints it
   */
  public static LatencyTableReport of(LatencyTable table, Path file, ResultKind kind) {
    return new LatencyTableReport(table, file, kind);
  }

  /**
   * A step of the table.
   *
   * @param passes how often it occurs in the designs that were timed
   * @param us microseconds that it adds to a pass
   */
  private record Row(StepType step, long passes, double us) {
    double all() {
      return passes * us;
    }
  }

  /** Its columns without a row. */
  public static ResultTable planned() {
    return table(List.of(), "", Notes.none());
  }

  /** The steps, first those that take most of the time of the designs that were timed. */
  public ResultTable table() {
    long[] passes = new long[table.steps().size()];
    for (TimedDesign design : table.designs()) {
      design.steps().forEach(place -> passes[place]++);
    }
    List<Row> rows =
        IntStream.range(0, passes.length)
            .mapToObj(place -> {
              StepType step = table.steps().get(place);
              return new Row(step, passes[place], predictor.picoseconds(step) / PICOSECONDS_PER_US);
            })
            .sorted(Comparator.comparingDouble(Row::all).reversed())
            .toList();
    return table(rows, "Steps of %s on %s".formatted(table.space(), table.runtime()), notes());
  }

  private static ResultTable table(List<Row> rows, String title, Notes notes) {
    return new ResultTable(
        "steps",
        title,
        new Columns<>(rows)
            .text(
                "step",
                row -> row.step().key(),
                ColumnDescription.text("Step", "All that its time depends on."))
            .text(
                "kernel",
                row -> row.step().kernel(),
                ColumnDescription.text("Kernel", "The kind of step."))
            .count(
                "occurrences",
                Row::passes,
                ColumnDescription.plain(
                    "Occurrences", "How often it occurs in the designs that were timed."))
            .count(
                "macs",
                row -> row.step().work().macs(),
                ColumnDescription.count("MACs", "Multiply-accumulates."))
            .count(
                "value_bytes",
                row -> row.step().work().valueBytes(),
                ColumnDescription.bytes("Values", "Bytes of values that it reads and writes."))
            .count(
                "weight_bytes",
                row -> row.step().work().weightBytes(),
                ColumnDescription.bytes("Weights", "Bytes of its weights."))
            .real(
                "us",
                Row::us,
                ColumnDescription.number(
                    "µs",
                    "µs",
                    new Notation.Significant(4),
                    "Microseconds that it adds to a pass, as the table predicts."))
            .list(),
        notes);
  }

  private Notes notes() {
    return Notes.none()
        .with("space", table.space())
        .with("runtime", table.runtime() + " " + table.runtimeVersion())
        .with("threads", Integer.toString(table.threads()))
        .with("dtype", table.dtype())
        .with("machine", table.cpu())
        .with("fingerprint", table.machine())
        .with("date", table.date())
        .with("protocol", table.protocol())
        .with("seed", Long.toString(table.seed()));
  }

  /** What there is in it, a sentence each. */
  public List<String> summary() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "%,d designs of %s in %,d groups hold %,d kinds of steps; a call takes %.3g µs besides.",
            table.designs().size(),
            table.space(),
            table.groups().size(),
            table.steps().size(),
            predictor.callPicoseconds() / PICOSECONDS_PER_US));
    widths()
        .ifPresent(width ->
            sentences.add(
                String.format(
                    Locale.ROOT,
                    "Predictions of these designs have intervals of %d %% that are ± %.2g %% wide in the"
                        + " middle.",
                    PredictionColumns.LEVEL,
                    100 * width)));
    if (predictor.groupsLeftOut() > 0) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d groups %s left out of the fit: by the others, their designs should have taken other times beside the baseline.",
              predictor.groupsLeftOut(),
              table.groups().size(),
              predictor.groupsLeftOut() == 1 ? "is" : "are"));
    }
    DesignTimer.noisy(table.groups().stream().map(LatencyTable.Group::noise).toList())
        .ifPresent(sentences::add);
    return sentences;
  }

  private Optional<Double> widths() {
    double[] widths =
        table.designs().stream()
            .map(design ->
                predictor.ofTypes(design.steps().stream().map(table.steps()::get).toList()))
            .filter(one -> one.picoseconds() > 0)
            .mapToDouble(LatencyTableReport::relativeHalfWidth)
            .sorted()
            .toArray();
    return widths.length == 0 ? Optional.empty() : Optional.of(widths[widths.length / 2]);
  }

  private static double relativeHalfWidth(Prediction one) {
    return (one.highMs() - one.lowMs()) / 2 / one.milliseconds();
  }

  /** The table as a document. */
  public JsonResult json() {
    return JsonResult.of(kind, table()).withSummary(summary());
  }
}
