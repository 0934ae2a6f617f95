package convspectrum.cli.terminal;

import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.table.TableQuery;
import convspectrum.reports.table.VisibleText;
import convspectrum.reports.view.LatexTable;
import convspectrum.reports.view.MarkdownTable;
import convspectrum.reports.view.TableFormat;
import convspectrum.reports.view.Terminal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command writes its table. */
public final class FormatOption {
  private static final List<String> FORMATS =
      List.of("table", "csv", "json", "yaml", "markdown", "latex");

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

  /**
   * Puts a column first where {@code --columns} does not name it: without the names of its models,
   * a table of them says nothing.
   */
  public void leading(String column) {
    rows.leading(column);
  }

  /** Whether programs read it, which expect a table or a document whatever it holds. */
  public boolean isForMachines() {
    return format.equals("csv") || format.equals("json") || format.equals("yaml");
  }

  /**
   * Prints the first rows alone where people read and {@code --top} does not say how many: of a
   * table that nobody reads to its end.
   */
  public void usually(int first) {
    if (!isForMachines()) {
      rows.usually(first);
    }
  }

  /** Whether {@code --columns} names a column, or a group of them. */
  public boolean hasColumn(String name) {
    return rows.query().columns().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Refuses a format that there is not, and rows that cannot be, before any work is done. */
  public void check() {
    if (!FORMATS.contains(format)) {
      throw new UsageException(
          "--format " + format + ": expected one of " + String.join(", ", FORMATS));
    }
    rows.query();
  }

  /**
   * Refuses columns that the result will not have, before work that takes long.
   *
   * @param planned the main table, as far as it is known before the work; made only where rows or
   *     columns are chosen
   */
  public void check(Supplier<ResultTable> planned) {
    TableQuery query = rows.query();
    if (!query.isAll()) {
      RowOptions.check(query, planned.get());
    }
  }

  /**
   * Refuses what cannot be said of rows that are written as they come: their print, their order.
   */
  public void checkWritten() {
    if (!format.equals("table")) {
      throw new UsageException(
          "--format %s: found --out, whose ending names the format; expected one of the two"
              .formatted(format));
    }
    TableQuery query = rows.query();
    if (query.order().isPresent() || query.top().isPresent()) {
      throw new UsageException(
          "--out: found --%s, which needs all rows in memory; expected --where and --columns alone; try to sort the file"
              .formatted(query.order().isPresent() ? "sort" : "top"));
    }
  }

  /** The rows and columns of a part of the main table that are asked for. */
  public ResultTable selected(ResultTable part) {
    return RowOptions.select(rows.query(), part);
  }

  /** The table as text; JSON and YAML are what {@code document} gives. */
  public String render(ResultTable table, Supplier<JsonResult> document) {
    return render(List.of(table), table, document);
  }

  /**
   * Tables as text, one below the other. Where only some rows or columns are asked for, these of
   * the main table, and of others with the same columns, are all there is, in every format; its
   * notes name the tables that are left out.
   *
   * @param csv the main table, which CSV shows, since it holds one
   * @param document what JSON and YAML show
   */
  public String render(List<ResultTable> tables, ResultTable csv, Supplier<JsonResult> document) {
    TableQuery query = rows.query();
    if (query.isAll()) {
      return whole(tables, csv, document);
    }
    List<ResultTable> selected = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (ResultTable table : tables.contains(csv) ? tables : List.of(csv)) {
      if (table.columnNames().equals(csv.columnNames())) {
        selected.add(RowOptions.select(query, table));
      } else {
        others.add(table.title());
      }
    }
    ResultTable first = selected.removeFirst();
    ResultTable main =
        others.isEmpty() ? first : first.withNote("tables_left_out", String.join("; ", others));
    selected.addFirst(main);
    return whole(selected, main, () -> document.get().withTables(selected));
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
    if (summary.isEmpty()) {
      return text;
    }
    return switch (format) {
      case "json", "yaml", "csv" -> text;
      case "markdown" -> MarkdownTable.list(summary) + "\n" + text;
      case "latex" -> LatexTable.list(summary) + "\n" + text;
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
