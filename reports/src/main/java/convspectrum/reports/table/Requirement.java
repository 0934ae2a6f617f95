package convspectrum.reports.table;

import convspectrum.search.condition.Condition;
import convspectrum.search.condition.Condition.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A condition that a row was required to keep, and whether it does.
 *
 * @param condition what was required
 * @param row what the row is called
 * @param answer whether it is met
 * @param figure what the row has, for people
 */
public record Requirement(Condition condition, String row, Answer answer, String figure) {
  /** Whether a requirement is met. */
  public enum Answer {
    /** The figure keeps it, and so does its whole interval. */
    MET,
    /** Neither the figure nor any part of its interval keeps it. */
    NOT_MET,
    /** The bound lies within the interval, or there is no figure or no interval. */
    CANNOT_TELL
  }

  private static final Notation DIGITS = new Notation.Significant(4);
  private static final Notation EXACT = new Notation.Exact();

  /**
   * Refuses conditions that no row of a table can keep, because it has no such column or one of
   * other values.
   *
   * @param option that they were given by
   * @throws IllegalArgumentException with a line for each fault
   */
  public static void check(String option, List<Condition> conditions, ResultTable table) {
    List<String> faults = new ArrayList<>();
    for (Condition condition : conditions) {
      String what = option + " '" + condition.text() + "'";
      Optional<ResultColumn> column =
          TableQuery.find(table, what, "figure", condition.name(), faults);
      try {
        column.ifPresent(found -> CellComparison.of(found, condition));
      } catch (IllegalArgumentException e) {
        faults.add(what + ": " + e.getMessage());
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
  }

  /**
   * Each condition for each row of a table that passed {@link #check}.
   *
   * @param partial which rows have counts that leave something out, so that the true ones may be
   *     larger
   */
  public static List<Requirement> of(
      List<Condition> conditions, ResultTable table, IntPredicate partial) {
    return conditions.stream()
        .flatMap(condition ->
            IntStream.range(0, table.rowCount())
                .mapToObj(row -> of(condition, table, row, partial.test(row))))
        .toList();
  }

  private static Requirement of(Condition condition, ResultTable table, int row, boolean partial) {
    ResultColumn column = table.column(condition.name());
    Cell cell = column.cell(row);
    if (partial && cell instanceof Cell.Count) {
      List<Cell> open = List.of(cell, new Cell.Real(Double.POSITIVE_INFINITY));
      return new Requirement(
          condition,
          name(table, row),
          answer(column, condition, cell, open),
          "at least " + figure(column, cell, List.of()));
    }
    List<Cell> ends = ends(table, column, row);
    return new Requirement(
        condition,
        name(table, row),
        answer(column, condition, cell, ends),
        figure(column, cell, ends));
  }

  /**
   * The ends of the interval of a figure: those that it is shown with, or columns of its name with
   * {@code _low} and {@code _high} behind; none where it has no interval.
   */
  private static List<Cell> ends(ResultTable table, ResultColumn column, int row) {
    ResultColumn.Interval names =
        column
            .interval()
            .orElseGet(
                () -> new ResultColumn.Interval(column.name() + "_low", column.name() + "_high"));
    return table.has(names.low()) && table.has(names.high())
        ? List.of(table.column(names.low()).cell(row), table.column(names.high()).cell(row))
        : List.of();
  }

  private static Answer answer(
      ResultColumn column, Condition condition, Cell cell, List<Cell> ends) {
    if (cell instanceof Cell.Missing || ends.stream().anyMatch(Cell.Missing.class::isInstance)) {
      return Answer.CANNOT_TELL;
    }
    List<Cell> all = Stream.concat(Stream.of(cell), ends.stream()).toList();
    Operator operator = condition.operator();
    if (!ends.isEmpty() && (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL)) {
      boolean outside =
          all.stream().allMatch(CellComparison.of(column, condition.with(Operator.LESS))::holds)
              || all.stream()
                  .allMatch(CellComparison.of(column, condition.with(Operator.GREATER))::holds);
      return !outside
          ? Answer.CANNOT_TELL
          : operator == Operator.EQUAL ? Answer.NOT_MET : Answer.MET;
    }
    CellComparison comparison = CellComparison.of(column, condition);
    if (all.stream().allMatch(comparison::holds)) {
      return Answer.MET;
    }
    return all.stream().noneMatch(comparison::holds) ? Answer.NOT_MET : Answer.CANNOT_TELL;
  }

  /** What the row is called: by its first column, and by the runtime where there are several. */
  private static String name(ResultTable table, int row) {
    String first = table.columns().getFirst().cell(row).text();
    return table.has("runtime") ? first + " on " + table.column("runtime").cell(row).text() : first;
  }

  private static String figure(ResultColumn column, Cell cell, List<Cell> ends) {
    String unit = column.description().unit();
    return switch (cell) {
      case Cell.Missing _ -> "no figure";
      case Cell.Text(String text) -> "'" + VisibleText.of(text) + "'";
      case Cell.Flag(boolean flag) -> flag ? "yes" : "no";
      case Cell.Count _, Cell.Real _ -> {
        String figure = digits(cell) + (unit.isEmpty() ? "" : " " + unit);
        if (ends.isEmpty()) {
          yield figure;
        }
        yield ends.stream().anyMatch(Cell.Missing.class::isInstance)
            ? figure + ", without an interval"
            : "%s [%s, %s]".formatted(figure, digits(ends.getFirst()), digits(ends.getLast()));
      }
    };
  }

  private static String digits(Cell cell) {
    Notation notation = cell instanceof Cell.Count ? EXACT : DIGITS;
    return notation.format(List.of(cell), "").getFirst();
  }

  /** What it says where it is not met. */
  @Override
  public String toString() {
    return switch (answer) {
      case MET -> "requirement '%s' is met: %s has %s".formatted(condition.text(), row, figure);
      case NOT_MET ->
          "requirement '%s' is not met: %s has %s".formatted(condition.text(), row, figure);
      case CANNOT_TELL ->
          "requirement '%s': cannot tell whether it is met: %s has %s"
              .formatted(condition.text(), row, figure);
    };
  }
}
