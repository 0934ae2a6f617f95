package convspectrum.reports.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * One decimal prefix for all cells of a column, so that it can stand in the heading: 4,231,976 and
 * 22,855,952 are 4.232 and 22.856 under {@code Params (M)}.
 *
 * @param unit the prefix and the unit behind it: {@code MB}; empty where the values stand as they
 *     are
 * @param texts one per cell
 */
record CommonUnit(String unit, List<String> texts) {
  /**
   * The prefix of the smallest value other than 0, and as many decimals as that one needs for
   * {@code digits} significant ones. Numbers below 1000 without a fraction stand as they are.
   *
   * @param base the unit without a prefix
   */
  static CommonUnit of(List<Cell> cells, int digits, String base) {
    List<BigDecimal> sizes =
        cells.stream()
            .flatMap(cell -> cell.number().stream().mapToObj(BigDecimal::valueOf))
            .map(BigDecimal::abs)
            .filter(size -> size.signum() > 0)
            .toList();
    BigDecimal least = sizes.stream().min(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    int prefix = Decimals.prefix(least, digits);
    boolean whole = sizes.stream().allMatch(size -> size.stripTrailingZeros().scale() <= 0);
    int decimals = prefix == 0 && whole ? 0 : decimals(least.movePointLeft(3 * prefix), digits);
    return new CommonUnit(
        Decimals.PREFIXES.get(prefix) + base,
        cells.stream().map(cell -> text(cell, prefix, decimals)).toList());
  }

  private static int decimals(BigDecimal least, int digits) {
    BigDecimal rounded = least.round(new MathContext(digits, RoundingMode.HALF_UP));
    return Math.clamp(digits - Decimals.integerDigits(rounded), 0, digits);
  }

  private static String text(Cell cell, int prefix, int decimals) {
    return switch (cell) {
      case Cell.Count(long value) -> text(BigDecimal.valueOf(value), prefix, decimals);
      case Cell.Real(double value) when Double.isFinite(value) ->
          text(BigDecimal.valueOf(value), prefix, decimals);
      case Cell.Real _, Cell.Missing _, Cell.Text _, Cell.Flag _ ->
          new Notation.Plain().format(List.of(cell), "").getFirst();
    };
  }

  private static String text(BigDecimal value, int prefix, int decimals) {
    return Decimals.grouped(
        value.movePointLeft(3 * prefix).setScale(decimals, RoundingMode.HALF_UP));
  }
}
