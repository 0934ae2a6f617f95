package convspectrum.cli;

import convspectrum.reports.table.ResultTable;
import convspectrum.reports.view.TableFormat;
import convspectrum.reports.view.Terminal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command writes its table. */
final class FormatOption {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      completionCandidates = Names.class,
      description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String format = "table";

  /** The names of the formats, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("table", "csv", "json", "markdown").iterator();
    }
  }

  /** Refuses a format that there is not, before any work is done. */
  void check() {
    named();
  }

  /** The table as text; JSON is what {@code json} gives. */
  String render(ResultTable table, Supplier<String> json) {
    TableFormat chosen = named();
    return chosen.name().equals("json") ? json.get() : chosen.render(table);
  }

  private TableFormat named() {
    return TableFormat.named(format, terminal())
        .orElseThrow(() ->
            new UsageException(
                "--format " + format + ": expected one of table, csv, json, markdown"));
  }

  private static Terminal terminal() {
    return Terminal.of(System.getenv(), Terminals.interactive(), StandardCharsets.UTF_8);
  }
}
