package convspectrum.spec.expression;

import convspectrum.spec.fault.Excerpt;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The checks and conversions of values that all operations share. */
public final class Values {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");

  /** Up to this number every whole number is exactly a double. */
  private static final long EXACT = 1L << 53;

  private Values() {}

  static Object require(Object value) {
    return switch (value) {
      case Long _, Double _, Boolean _, String _ -> value;
      case Integer whole -> whole.longValue();
      default -> throw new IllegalArgumentException("not a value: " + value.getClass());
    };
  }

  static Number number(Object value, String operation, int offset) {
    if (value instanceof Number number) {
      return number;
    }
    throw new ExpressionException(offset, "'" + operation + "' got " + describe(value), "a number");
  }

  static boolean truth(Object value, String operation, int offset) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new ExpressionException(
        offset, "'" + operation + "' got " + describe(value), "true or false");
  }

  static boolean equal(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return compare(x, y) == 0;
    }
    return a.equals(b);
  }

  static int compare(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (isExact(a) && isExact(b)) {
      // Adding zero makes -0.0 equal to 0.0.
      return Double.compare(a.doubleValue() + 0.0, b.doubleValue() + 0.0);
    }
    return decimal(a).compareTo(decimal(b));
  }

  private static boolean isExact(Number value) {
    return value instanceof Double || (value.longValue() >= -EXACT && value.longValue() <= EXACT);
  }

  private static BigDecimal decimal(Number value) {
    return value instanceof Long whole
        ? BigDecimal.valueOf(whole)
        : new BigDecimal(value.doubleValue());
  }

  /** A number where the text is one, else the text. */
  static Object read(String text, int offset) {
    return NUMBER.matcher(text).matches() ? readNumber(text, offset) : text;
  }

  public static Number readNumber(String text, int offset) {
    if (WHOLE.matcher(text).matches()) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw new ExpressionException(
            offset, Excerpt.of(text) + " is beyond 64 bits", "a smaller number");
      }
    }
    return finite(Double.parseDouble(text), text, offset);
  }

  static double finite(double value, String what, int offset) {
    if (Double.isFinite(value)) {
      return value;
    }
    throw new ExpressionException(
        offset,
        Excerpt.of(what) + (Double.isNaN(value) ? " has no value" : " is too large"),
        "a finite number");
  }

  static String describe(Object value) {
    return switch (value) {
      case String text -> "the text '" + Excerpt.of(text) + "'";
      case Boolean truth -> "the truth value " + truth;
      default -> "the number " + value;
    };
  }
}
