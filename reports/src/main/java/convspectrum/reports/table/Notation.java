package convspectrum.reports.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * How a person reads the numbers of a column. Machines get them in full under every notation.
 * Rounding is half up, of the shortest decimal that denotes the value.
 */
public sealed interface Notation {
  /** The value as it is: {@code 728}, {@code 0.17}. For texts and the values of parameters. */
  record Plain() implements Notation {}

  /** A shape as it is, batch first: {@code 1x728x19x19}. */
  record Shape() implements Notation {}

  /** Shapes as they are, by commas. */
  record Shapes() implements Notation {}

  /** All digits, in groups of three: {@code 1,391,155,584}. */
  record Exact() implements Notation {}

  /**
   * Some digits and a decimal prefix: {@code 1.391 G}. Integers below 1000 stand as they are.
   *
   * @param digits significant ones, at least 3
   */
  record Scaled(int digits) implements Notation {
    /** Refuses fewer than three digits, which could not tell 100 from 101. */
    public Scaled {
      require(digits >= 3 && digits <= 17, "digits", digits, "3 to 17");
    }
  }

  /**
   * A fixed number of significant digits in each cell, with an exponent beyond 10^7 and below
   * 10^-4.
   *
   * @param digits 1 to 17
   */
  record Significant(int digits) implements Notation {
    /** Refuses digits that a double does not have. */
    public Significant {
      require(digits >= 1 && digits <= 17, "digits", digits, "1 to 17");
    }
  }

  /**
   * As many decimals in all cells of the column as the smallest needs for its significant digits,
   * so that points stand below each other: {@code 120.40} over {@code 4.25}. For times.
   *
   * @param digits significant ones of the smallest value
   * @param most decimals at most
   */
  record Aligned(int digits, int most) implements Notation {
    /** Refuses digits that a double does not have. */
    public Aligned {
      require(digits >= 1 && digits <= 17, "digits", digits, "1 to 17");
      require(most >= 0 && most <= 17, "most", most, "0 to 17");
    }
  }

  /**
   * A fixed number of decimals: {@code 8.89}. For ratios.
   *
   * @param decimals 0 to 17
   */
  record Fixed(int decimals) implements Notation {
    /** Refuses digits that a double does not have. */
    public Fixed {
      require(decimals >= 0 && decimals <= 17, "decimals", decimals, "0 to 17");
    }
  }

  /**
   * A share as a percentage: 0.4213 is {@code 42.1 %}.
   *
   * @param decimals of the percentage, 0 to 15
   */
  record Percent(int decimals) implements Notation {
    /** Refuses digits that a double does not have. */
    public Percent {
      require(decimals >= 0 && decimals <= 15, "decimals", decimals, "0 to 15");
    }
  }

  /** Shown where there is no value. */
  String MISSING = "–";

  /**
   * The texts of cells that belong together, as those of a column and its interval do: whatever is
   * common to them, such as the number of decimals, is settled over all.
   *
   * @param unit written after a decimal prefix ({@code 12.6 MB}); other notations leave it to the
   *     heading
   */
  default List<String> format(List<Cell> cells, String unit) {
    int decimals = this instanceof Aligned aligned ? Decimals.needed(cells, aligned) : 0;
    return cells.stream().map(cell -> text(cell, unit, decimals)).toList();
  }

  private String text(Cell cell, String unit, int decimals) {
    return switch (cell) {
      case Cell.Missing() -> MISSING;
      case Cell.Text(String value) -> VisibleText.of(value);
      case Cell.Flag(boolean value) -> value ? "yes" : "no";
      case Cell.Count(long value) -> number(BigDecimal.valueOf(value), unit, decimals);
      case Cell.Real(double value) when Double.isInfinite(value) -> value > 0 ? "∞" : "-∞";
      case Cell.Real(double value) -> number(BigDecimal.valueOf(value), unit, decimals);
    };
  }

  private String number(BigDecimal value, String unit, int decimals) {
    return switch (this) {
      case Plain(), Shape(), Shapes() -> Decimals.plain(value);
      case Exact() -> Decimals.grouped(value.setScale(0, RoundingMode.HALF_UP));
      case Scaled(int digits) -> Decimals.scaled(value, digits, unit);
      case Significant(int digits) ->
          Decimals.significant(value, new MathContext(digits, RoundingMode.HALF_UP));
      case Aligned(int digits, int most) ->
          Decimals.grouped(value.setScale(Math.min(decimals, most), RoundingMode.HALF_UP));
      case Fixed(int places) -> Decimals.grouped(value.setScale(places, RoundingMode.HALF_UP));
      case Percent(int places) ->
          Decimals.grouped(value.movePointRight(2).setScale(places, RoundingMode.HALF_UP)) + " %";
    };
  }

  private static void require(boolean holds, String what, int got, String wanted) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": got " + got + ", wanted " + wanted);
    }
  }
}
