package convspectrum.reports.leaderboard;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.history.RunHost;
import convspectrum.search.leaderboard.BoardColumn;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** The table {@code columns}: how each machine and runtime of a leaderboard was measured. */
final class ColumnsTable {
  private ColumnsTable() {}

  /** A row for each of them. */
  static ResultTable of(List<BoardColumn> board) {
    Columns<BoardColumn> columns =
        new Columns<>(board)
            .text(
                "machine", BoardColumn::machine, ColumnDescription.text("Machine", "The machine."))
            .text(
                "runtime",
                column -> column.runtime().runtime(),
                ColumnDescription.text("Runtime", "The runtime."))
            .text(
                "runtime_version",
                column -> column.runtime().version(),
                ColumnDescription.text("Version", "Its version."))
            .text(
                "dtype",
                column -> column.runtime().dtype(),
                ColumnDescription.text("Type", "Data type of weights and values."))
            .count(
                "threads",
                column -> column.runtime().threads(),
                ColumnDescription.exact("Threads", "Threads inside a pass."))
            .count(
                "designs",
                column -> column.runtime().designs().size(),
                ColumnDescription.exact("Designs", "Designs that were timed."))
            .text(
                "date",
                column -> column.named().result().date(),
                ColumnDescription.text("Date", "When measuring began."))
            .text(
                "cpu",
                host(RunHost::cpu),
                ColumnDescription.text("CPU", "Name of the processor.").asDetail())
            .text(
                "vector_isa",
                host(one -> String.join(" ", one.vectorIsa())),
                ColumnDescription.text("Vector instructions", "Those of the processor.").asDetail())
            .text(
                "vector_flags",
                host(one -> String.join(" ", one.vectorFlags())),
                ColumnDescription.text("Java's flags", "Options of Java that decide about vectors.")
                    .asDetail())
            .partialCount(
                "float_lanes",
                ColumnsTable::lanes,
                ColumnDescription.exact(
                    "Lanes",
                    "float32 values in a vector that Java compiles to; none where that is not known."))
            .text(
                "os", host(RunHost::os), ColumnDescription.text("System", "The operating system."))
            .text("jvm", host(RunHost::jvm), ColumnDescription.text("Java", "Java.").asDetail())
            .text(
                "governor",
                host(one -> one.governor() == null ? "" : String.valueOf(one.governor())),
                ColumnDescription.text(
                        "Governor", "What decides the clock rate; empty where it does not show.")
                    .asDetail())
            .text(
                "noise",
                column -> column.runtime().noise(),
                ColumnDescription.text("Noise", "How noisy the machine was."))
            .text(
                "protocol",
                column -> column.runtime().protocol(),
                ColumnDescription.text("Protocol", "The protocol with its parameters.").asDetail())
            .text(
                "convspectrum",
                column -> column.named().result().convspectrum(),
                ColumnDescription.text("convspectrum", "Version of convspectrum.").asDetail())
            .text(
                "fingerprint",
                column -> column.named().result().machine(),
                ColumnDescription.text("Fingerprint", "Digest of the machine.").asDetail())
            .text(
                "file",
                column -> column.named().name(),
                ColumnDescription.text("File", "The result."));
    return new ResultTable("columns", "Machines and runtimes", columns.list(), Notes.none());
  }

  private static Function<BoardColumn, String> host(Function<RunHost, String> text) {
    return column -> {
      RunHost host = column.named().result().host();
      return host == null ? "" : text.apply(host);
    };
  }

  private static OptionalLong lanes(BoardColumn column) {
    RunHost host = column.named().result().host();
    Integer lanes = host == null ? null : host.floatLanes();
    return lanes == null ? OptionalLong.empty() : OptionalLong.of(lanes);
  }
}
