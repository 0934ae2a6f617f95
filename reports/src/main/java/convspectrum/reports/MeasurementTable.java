package convspectrum.reports;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.Measurement;
import convspectrum.executor.measure.MeasurementRun;
import convspectrum.executor.measure.Speedup;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

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
      String note) {}

  private final List<Row> rows;
  private final List<ResultColumn> columns = new ArrayList<>();

  private MeasurementTable(List<Row> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * The table {@code latency}.
   *
   * @param title for people
   * @param machine what it was measured on
   */
  public static ResultTable of(String title, List<Row> rows, Machine machine) {
    MeasurementTable table = new MeasurementTable(rows);
    table.texts("model", "Model", Row::model);
    table.texts("design", "Design", Row::design);
    table.texts("runtime", "Runtime", row -> row.run().conditions().runtime());
    table.texts("runtime_version", "Version", row -> row.run().conditions().runtimeVersion());
    table.threads();
    table.interval(
        "median_ms",
        "low_ms",
        "high_ms",
        ColumnDescription.milliseconds("Time", "Median time of a pass, with its 95 % interval."),
        row -> of(row, Measurement::medianMs),
        row -> of(row, m -> m.interval().low()),
        row -> of(row, m -> m.interval().high()));
    table.interval(
        "speedup",
        "speedup_low",
        "speedup_high",
        ColumnDescription.ratio("Speed-up", "Time of the first model divided by this one's."),
        row -> speedup(row, Speedup::median),
        row -> speedup(row, ratio -> ratio.interval().low()),
        row -> speedup(row, ratio -> ratio.interval().high()));
    table.texts("note", "Note", Row::note);
    return new ResultTable("latency", title, table.columns, notes(rows, machine));
  }

  private static Notes notes(List<Row> rows, Machine machine) {
    Notes notes =
        Notes.none()
            .with("machine", MachineTable.summary(machine))
            .with("java", machine.platform().jvm());
    for (MeasurementRun run : rows.stream().map(Row::run).distinct().toList()) {
      notes = MeasurementNotes.with(notes, run);
    }
    return notes;
  }

  private static double of(Row row, ToDoubleFunction<Measurement> figure) {
    return row.measurement().isPresent()
        ? figure.applyAsDouble(row.measurement().get())
        : Double.NaN;
  }

  private static double speedup(Row row, ToDoubleFunction<Speedup> figure) {
    return of(
        row, m -> m.speedup().isPresent() ? figure.applyAsDouble(m.speedup().get()) : Double.NaN);
  }

  private void texts(String name, String heading, Function<Row, String> text) {
    StringColumn column = StringColumn.create(name);
    rows.forEach(row -> column.append(text.apply(row)));
    ColumnDescription description = ColumnDescription.text(heading, "");
    boolean empty = rows.stream().allMatch(row -> text.apply(row).isEmpty());
    columns.add(new ResultColumn(column, empty ? description.asDetail() : description));
  }

  private void threads() {
    LongColumn column = LongColumn.create("threads");
    rows.forEach(row -> column.append(row.run().conditions().threads()));
    columns.add(new ResultColumn(column, ColumnDescription.plain("Threads", "Threads in a pass.")));
  }

  private void interval(
      String name,
      String low,
      String high,
      ColumnDescription description,
      ToDoubleFunction<Row> value,
      ToDoubleFunction<Row> lowValue,
      ToDoubleFunction<Row> highValue) {
    columns.add(reals(name, description, value).withInterval(low, high));
    columns.add(reals(low, end(description, " low"), lowValue));
    columns.add(reals(high, end(description, " high"), highValue));
  }

  private static ColumnDescription end(ColumnDescription description, String which) {
    return ColumnDescription.number(
        description.heading() + which, description.unit(), description.notation(), "");
  }

  private ResultColumn reals(
      String name, ColumnDescription description, ToDoubleFunction<Row> real) {
    DoubleColumn column = DoubleColumn.create(name);
    rows.forEach(row -> column.append(real.applyAsDouble(row)));
    return new ResultColumn(column, description);
  }
}
