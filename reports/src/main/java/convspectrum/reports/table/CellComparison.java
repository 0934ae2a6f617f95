package convspectrum.reports.table;

import convspectrum.search.condition.Condition;
import convspectrum.search.condition.Condition.Operator;
import convspectrum.search.condition.Quantity;
import java.math.BigDecimal;
import java.util.Locale;

/** Compares the exact values of a column with one value; a missing cell keeps no condition. */
@FunctionalInterface
interface CellComparison {
  /** Whether a cell keeps the condition. */
  boolean holds(Cell cell);

  /**
   * The comparison of a column's cells with the value of a condition.
   *
   * @throws IllegalArgumentException where they cannot be compared
   */
  static CellComparison of(ResultColumn column, Condition condition) {
    Operator operator = condition.operator();
    return switch (column.kind()) {
      case TEXT -> {
        if (column.values().isEmpty()) {
          yield _ -> false;
        }
        requireEquality(column, "texts", operator);
        yield cell -> compare(cell, condition.value(), operator);
      }
      case FLAG -> {
        requireEquality(column, "yes or no", operator);
        boolean wanted = flag(condition.value());
        yield cell ->
            cell instanceof Cell.Flag(boolean value)
                && operator.holds(Boolean.compare(value, wanted));
      }
      case NUMBER -> {
        BigDecimal bound = quantity(column).parse(condition.value());
        yield cell -> compare(cell, bound, operator);
      }
    };
  }

  private static boolean compare(Cell cell, String value, Operator operator) {
    return cell instanceof Cell.Text(String text) && operator.holds(text.compareTo(value));
  }

  private static boolean compare(Cell cell, BigDecimal bound, Operator operator) {
    return switch (cell) {
      case Cell.Count(long value) -> operator.holds(BigDecimal.valueOf(value).compareTo(bound));
      case Cell.Real(double value) when Double.isInfinite(value) ->
          operator.holds(value > 0 ? 1 : -1);
      case Cell.Real(double value) -> operator.holds(BigDecimal.valueOf(value).compareTo(bound));
      case Cell.Missing _, Cell.Text _, Cell.Flag _ -> false;
    };
  }

  private static void requireEquality(ResultColumn column, String holds, Operator operator) {
    if (operator != Operator.EQUAL && operator != Operator.NOT_EQUAL) {
      throw new IllegalArgumentException(
          "found '%s', but column '%s' holds %s; expected = or !="
              .formatted(operator.sign(), column.name(), holds));
    }
  }

  private static boolean flag(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw new IllegalArgumentException("found '" + word + "'; expected yes or no");
    };
  }

  private static Quantity quantity(ResultColumn column) {
    return switch (column.description().unit()) {
      case "B" -> Quantity.BYTES;
      case "ms" -> Quantity.MILLISECONDS;
      default -> Quantity.PLAIN;
    };
  }
}
