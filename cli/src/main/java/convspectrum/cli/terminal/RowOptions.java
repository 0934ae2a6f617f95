package convspectrum.cli.terminal;

import convspectrum.cli.usage.UsageException;
import convspectrum.reports.table.ResultTable;
import convspectrum.reports.table.TableQuery;
import convspectrum.reports.table.TableQuery.Order;
import convspectrum.search.condition.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rows and columns of its table a command prints. */
final class RowOptions {
  @Option(
      names = "--where",
      paramLabel = "CONDITION",
      description =
          "Print only the rows of the main table that keep it, such as 'macs<500M and name!=stem': < <= > >= = !=,"
              + " joined by 'and' or a comma.")
  private List<String> where = List.of();

  @Option(
      names = "--sort",
      paramLabel = "COLUMN[:desc]",
      description = "Sort the rows by this column; with :desc the largest value comes first.")
  private @Nullable String sort;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Print at most the first N rows, after --where and --sort.")
  private @Nullable Integer top;

  @Option(
      names = "--columns",
      paramLabel = "NAME",
      split = ",",
      description = "Print these columns in this order, by the names that CSV has.")
  private List<String> columns = List.of();

  private Optional<String> leading = Optional.empty();
  private OptionalInt usual = OptionalInt.empty();

  /** How many rows there are at most where {@code --top} does not say. */
  void usually(int rows) {
    usual = OptionalInt.of(rows);
  }

  /** Puts a column first where {@code --columns} names others alone. */
  void leading(String column) {
    leading = Optional.of(column);
  }

  /** The columns that are wanted; none where all are. */
  private List<String> columns() {
    if (columns.isEmpty() || leading.isEmpty()) {
      return columns;
    }
    String first = leading.get();
    return columns.stream().anyMatch(first::equalsIgnoreCase)
        ? columns
        : Stream.concat(Stream.of(first), columns.stream()).toList();
  }

  /**
   * What the options ask for.
   *
   * @throws UsageException with all faults in them, as far as they show without the table
   */
  TableQuery query() {
    List<String> faults = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    for (String text : where) {
      try {
        conditions.addAll(Condition.parse(text));
      } catch (IllegalArgumentException e) {
        String.valueOf(e.getMessage()).lines().forEach(line -> faults.add("--where " + line));
      }
    }
    Optional<Order> order = Optional.ofNullable(sort).map(text -> order(text, faults));
    if (top != null && top < 1) {
      faults.add("--top: found " + top + "; expected 1 or more");
    }
    if (!faults.isEmpty()) {
      throw UsageException.of(faults);
    }
    return new TableQuery(conditions, order, top == null ? usual : OptionalInt.of(top), columns());
  }

  private static Order order(String text, List<String> faults) {
    int colon = text.lastIndexOf(':');
    String direction = colon < 0 ? "asc" : text.substring(colon + 1);
    if (!direction.equals("asc") && !direction.equals("desc")) {
      faults.add("--sort %s: found ':%s'; expected :asc or :desc".formatted(text, direction));
    }
    return new Order(colon < 0 ? text : text.substring(0, colon), direction.equals("desc"));
  }

  /** The rows and columns of a table that {@code query} asks for. */
  static ResultTable select(TableQuery query, ResultTable table) {
    return refusing(() -> query.of(table));
  }

  /** Refuses a query that no table with the columns of {@code table} can answer. */
  static void check(TableQuery query, ResultTable table) {
    refusing(() -> {
      query.check(table);
      return table;
    });
  }

  private static ResultTable refusing(Supplier<ResultTable> selection) {
    try {
      return selection.get();
    } catch (IllegalArgumentException e) {
      throw UsageException.of(
          String.valueOf(e.getMessage()).lines().map(line -> "--" + line).toList());
    }
  }
}
