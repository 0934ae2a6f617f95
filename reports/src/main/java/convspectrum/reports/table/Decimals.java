package convspectrum.reports.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * Decimal texts, always with ASCII digits, a point and comma groups: {@code String.format} and
 * {@code DecimalFormat} would ask the default locale.
 */
final class Decimals {
  /** The decimal prefixes, each a thousand times the one before. */
  static final List<String> PREFIXES = List.of("", "k", "M", "G", "T", "P", "E");

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal LARGE = BigDecimal.valueOf(10_000_000);
  private static final BigDecimal SMALL = new BigDecimal("0.0001");

  private Decimals() {}

  /** Without groups, without trailing zeros. */
  static String plain(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return readable(stripped) ? stripped.toPlainString() : exponent(stripped);
  }

  /** With a comma between groups of three of the integer part. */
  static String grouped(BigDecimal value) {
    String text = value.toPlainString();
    // -0.001 rounded to two decimals has lost its sign in BigDecimal: there is no "-0.00".
    int start = text.startsWith("-") ? 1 : 0;
    int point = text.indexOf('.');
    StringBuilder grouped = new StringBuilder(text);
    for (int at = (point < 0 ? text.length() : point) - 3; at > start; at -= 3) {
      grouped.insert(at, ',');
    }
    return grouped.toString();
  }

  static String scaled(BigDecimal value, int digits, String unit) {
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    if (whole && value.abs().compareTo(THOUSAND) < 0) {
      String text = value.setScale(0, RoundingMode.UNNECESSARY).toPlainString();
      return unit.isEmpty() ? text : text + " " + unit;
    }
    int prefix = prefix(value, digits);
    BigDecimal rest =
        value.round(new MathContext(digits, RoundingMode.HALF_UP)).movePointLeft(3 * prefix);
    int decimals = Math.max(0, digits - integerDigits(rest));
    String text = grouped(rest.setScale(decimals, RoundingMode.HALF_UP));
    String suffix = PREFIXES.get(prefix) + unit;
    return suffix.isEmpty() ? text : text + " " + suffix;
  }

  /**
   * The place among {@link #PREFIXES} of the one that leaves less than 1000. The value is rounded
   * first, so that 999,999 is 1.000 M and not 1000 k.
   */
  static int prefix(BigDecimal value, int digits) {
    BigDecimal rest = value.abs().round(new MathContext(digits, RoundingMode.HALF_UP));
    int prefix = 0;
    while (rest.compareTo(THOUSAND) >= 0 && prefix < PREFIXES.size() - 1) {
      rest = rest.movePointLeft(3);
      prefix++;
    }
    return prefix;
  }

  static String significant(BigDecimal value, MathContext digits) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal rounded = value.round(digits);
    if (!readable(rounded)) {
      return exponent(rounded.setScale(rounded.scale() + lacking(rounded, digits)));
    }
    int lacking = lacking(rounded, digits);
    return grouped(rounded.setScale(Math.max(0, rounded.scale() + lacking)));
  }

  /** The decimals that {@link Notation.Aligned} gives to all these cells. */
  static int needed(List<Cell> cells, Notation.Aligned notation) {
    int decimals = 0;
    for (Cell cell : cells) {
      if (cell instanceof Cell.Real(double value) && Double.isFinite(value) && value != 0) {
        BigDecimal rounded =
            BigDecimal.valueOf(value)
                .round(new MathContext(notation.digits(), RoundingMode.HALF_UP));
        decimals = Math.max(decimals, notation.digits() - integerDigits(rounded));
      }
    }
    return Math.min(decimals, notation.most());
  }

  /** How many digits stand before the point: 3 of 123.4, 0 of 0.5, -1 of 0.05. */
  static int integerDigits(BigDecimal value) {
    return value.signum() == 0 ? 1 : value.precision() - value.scale();
  }

  private static int lacking(BigDecimal value, MathContext digits) {
    return digits.getPrecision() - value.precision();
  }

  private static boolean readable(BigDecimal value) {
    BigDecimal size = value.abs();
    return size.compareTo(LARGE) < 0 && size.compareTo(SMALL) >= 0;
  }

  private static String exponent(BigDecimal value) {
    int exponent = value.precision() - value.scale() - 1;
    return value.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }
}
