package convspectrum.cli.terminal;

import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.table.TableQuery;
import convspectrum.reports.table.VisibleText;
import convspectrum.reports.view.MarkdownTable;
import convspectrum.reports.view.TableFormat;
import convspectrum.reports.view.Terminal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command writes its table. */
public final class FormatOption {
  private static final List<String> FORMATS = List.of("table", "csv", "json", "yaml", "markdown");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      completionCandidates = Names.class,
      description = "One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private String format = "table";

  @Mixin private RowOptions rows;

  /** The names of the formats, for help and completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return FORMATS.iterator();
    }
  }

  /** Refuses a format that there is not, and rows that cannot be, before any work is done. */
  public void check() {
    if (!FORMATS.contains(format)) {
      throw new UsageException(
          "--format " + format + ": expected one of " + String.join(", ", FORMATS));
    }
    rows.query();
  }

  /** The table as text; JSON and YAML are what {@code document} gives. */
  public String render(ResultTable table, Supplier<JsonResult> document) {
    return render(List.of(table), table, document);
  }

  /**
   * Tables as text, one below the other. Where only some rows or columns are asked for, these of
   * the table that CSV shows are all there is, in every format.
   *
   * @param csv the one that CSV shows, which holds one
   * @param document what JSON and YAML show
   */
  public String render(List<ResultTable> tables, ResultTable csv, Supplier<JsonResult> document) {
    TableQuery query = rows.query();
    if (query.isAll()) {
      return whole(tables, csv, document);
    }
    ResultTable selected = RowOptions.select(query, csv);
    return whole(List.of(selected), selected, () -> document.get().withTables(List.of(selected)));
  }

  private String whole(List<ResultTable> tables, ResultTable csv, Supplier<JsonResult> document) {
    return switch (format) {
      case "json" -> document.get().json(Version.current());
      case "yaml" -> document.get().yaml(Version.current());
      case "csv" -> named().render(csv);
      default -> tables.stream().map(named()::render).collect(Collectors.joining("\n"));
    };
  }

  /**
   * The same with sentences above the tables, where people read: a list in Markdown. JSON and YAML
   * have them in their document, CSV has no place for them.
   */
  public String render(
      List<ResultTable> tables,
      ResultTable csv,
      Supplier<JsonResult> document,
      List<String> summary) {
    String text = render(tables, csv, document);
    return switch (format) {
      case "json", "yaml", "csv" -> text;
      case "markdown" -> MarkdownTable.list(summary) + "\n" + text;
      default ->
          summary.stream()
                  .map(VisibleText::of)
                  .map(line -> line + "\n")
                  .collect(Collectors.joining())
              + "\n"
              + text;
    };
  }

  private TableFormat named() {
    return TableFormat.named(format, terminal()).orElseThrow();
  }

  private static Terminal terminal() {
    return Terminal.of(System.getenv(), Terminals.interactive(), StandardCharsets.UTF_8);
  }
}
