package convspectrum.api;

import convspectrum.executor.machine.Machine;
import convspectrum.reports.measure.MeasurementTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import convspectrum.search.study.HeadToHead;
import convspectrum.search.study.Latencies;
import java.util.List;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** What designs take on runtimes: a row for each runtime and design. */
public final class Measurements {
  private final ResultTable table;
  private final List<Measurement> rows;
  private final List<String> summary;

  Measurements(Designs designs, Latencies latencies, Machine machine, List<String> remarks) {
    List<MeasurementTable.Row> all = MeasurementTable.rows(designs, latencies);
    this.table =
        MeasurementTable.of("Latency", all, machine)
            .withWarnings(designs.seededWeights())
            .withWarnings(remarks);
    this.rows = all.stream().map(Measurement::new).toList();
    this.summary = new HeadToHead(latencies.runs()).sentences();
  }

  /** The rows, runtime by runtime, designs in the order in which they were given. */
  public List<Measurement> rows() {
    return rows;
  }

  /**
   * The rows as a new Tablesaw table with the columns of {@code convspectrum measure}: {@code
   * median_ms}, {@code low_ms} and {@code high_ms} are milliseconds, {@code speedup} and its ends
   * the time of the first design divided by the row's. What is missing is a missing value.
   */
  public Table table() {
    return table.table();
  }

  /** Which runtime is faster, if there were several and it can be told. */
  public List<String> summary() {
    return summary;
  }

  /** Machine, Java, protocol and noise of each runtime, then whole sentences of warning. */
  public List<String> notes() {
    return Stream.concat(
            table.notes().facts().stream().map(fact -> fact.label() + ": " + fact.value()),
            table.notes().warnings().stream())
        .toList();
  }
}
