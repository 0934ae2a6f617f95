package convspectrum.api;

import convspectrum.executor.machine.Machine;
import convspectrum.reports.measure.MeasurementTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.design.Designs;
import convspectrum.search.history.ResultFile;
import convspectrum.search.history.ResultOfDesigns;
import convspectrum.search.history.RunResult;
import convspectrum.search.history.SpecText;
import convspectrum.search.release.Release;
import convspectrum.search.study.HeadToHead;
import convspectrum.search.study.Latencies;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/** What designs take on runtimes: a row for each runtime and design. */
public final class Measurements {
  private static final String COMMAND = "library";

  private final ResultTable table;
  private final List<Measurement> rows;
  private final List<String> summary;
  private final Optional<RunResult> result;
  private final boolean interrupted;

  Measurements(
      Designs designs,
      Latencies latencies,
      Machine machine,
      List<SpecText> specs,
      List<String> remarks,
      boolean interrupted) {
    this.interrupted = interrupted;
    List<MeasurementTable.Row> all = MeasurementTable.rows(designs, latencies);
    this.table =
        MeasurementTable.of("Latency", all, machine)
            .withWarnings(designs.seededWeights())
            .withWarnings(remarks);
    this.rows = all.stream().map(Measurement::new).toList();
    this.summary = new HeadToHead(latencies.runs()).sentences();
    this.result =
        latencies.nothingTimed()
            ? Optional.empty()
            : Optional.of(
                new ResultOfDesigns(COMMAND, Release.version(), machine, specs)
                    .of(designs, latencies));
  }

  /** {@return the rows, runtime by runtime, designs in the order in which they were given} */
  public List<Measurement> rows() {
    return rows;
  }

  /**
   * {@return the rows as a new Tablesaw table with the columns of {@code convspectrum measure}:
   * {@code median_ms}, {@code low_ms} and {@code high_ms} are milliseconds, {@code speedup} and its
   * ends the time of the first design divided by the row's} What is missing is a missing value.
   */
  public Table table() {
    return table.table();
  }

  /**
   * Writes what was measured as a file that travels: every sample with machine, protocol, versions
   * and spec, of the schema {@code convspectrum/result/1}. The commands {@code leaderboard} and
   * {@code compare-runs} read it. It names the command {@code library}, since the times are those
   * of this process. A file that is there is replaced.
   *
   * @param file in a folder that is there
   * @throws ConvspectrumException where nothing was timed, or the file cannot be written
   */
  public void write(Path file) {
    Objects.requireNonNull(file, "file");
    RunResult measured =
        result.orElseThrow(() ->
            ConvspectrumException.input(file + ": found nothing to write: no design has a time"));
    Guard.run(() -> {
      ResultFile.write(file, measured);
      return file;
    });
  }

  /** {@return whether measuring ended before its time, since its thread was interrupted} */
  public boolean isInterrupted() {
    return interrupted;
  }

  /** {@return which runtime is faster, if there were several and it can be told} */
  public List<String> summary() {
    return summary;
  }

  /**
   * {@return Machine, Java, protocol and noise of each runtime, then whole sentences of warning}
   */
  public List<String> notes() {
    return Stream.concat(
            table.notes().facts().stream().map(fact -> fact.label() + ": " + fact.value()),
            table.notes().warnings().stream())
        .toList();
  }
}
