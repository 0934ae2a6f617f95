package convspectrum.spec.expression;

/**
 * The operations on numbers. They are exact on two whole numbers, and in double precision
 * otherwise.
 */
final class Arithmetic {
  private Arithmetic() {}

  @FunctionalInterface
  private interface Whole {
    long of(long a, long b);
  }

  @FunctionalInterface
  private interface Real {
    double of(double a, double b);
  }

  static Number add(Object a, Object b, int offset) {
    return apply("+", a, b, offset, Math::addExact, Double::sum);
  }

  static Number subtract(Object a, Object b, int offset) {
    return apply("-", a, b, offset, Math::subtractExact, (x, y) -> x - y);
  }

  static Number multiply(Object a, Object b, int offset) {
    return apply("*", a, b, offset, Math::multiplyExact, (x, y) -> x * y);
  }

  static Number divide(Object a, Object b, int offset) {
    requireDivisor("/", a, b, offset);
    if (a instanceof Long x && b instanceof Long y && x % y == 0) {
      return whole("/", x, y, offset, Math::divideExact);
    }
    return real("/", a, b, offset, (x, y) -> x / y);
  }

  static Number floorDivide(Object a, Object b, int offset) {
    requireDivisor("//", a, b, offset);
    if (a instanceof Long x && b instanceof Long y) {
      return whole("//", x, y, offset, Math::floorDivExact);
    }
    // The quotient is made from the remainder, because x / y may round up to the next whole number:
    // 1 // 0.1 is 9.
    double quotient = real("//", a, b, offset, (x, y) -> Math.rint((x - floorRemainder(x, y)) / y));
    return Rounding.floor(quotient, offset);
  }

  static Number remainder(Object a, Object b, int offset) {
    requireDivisor("%", a, b, offset);
    return apply("%", a, b, offset, Math::floorMod, Arithmetic::floorRemainder);
  }

  static Number power(Object a, Object b, int offset) {
    Number base = Values.number(a, "**", offset);
    Number exponent = Values.number(b, "**", offset);
    if (base instanceof Long x && exponent instanceof Long n && n >= 0) {
      return whole("**", x, n, offset, Arithmetic::wholePower);
    }
    if (base.doubleValue() == 0 && exponent.doubleValue() < 0) {
      throw divisionByZero("**", a, b, offset);
    }
    return real("**", base, exponent, offset, Math::pow);
  }

  static Number negate(Object value, int offset) {
    return switch (Values.number(value, "-", offset)) {
      case Long x -> whole("-", 0, x, offset, Math::subtractExact);
      case Number x -> -x.doubleValue();
    };
  }

  static Number absolute(Number value, int offset) {
    return switch (value) {
      case Long x -> x < 0 ? negate(x, offset) : x;
      default -> Math.abs(value.doubleValue());
    };
  }

  private static Number apply(
      String operation, Object a, Object b, int offset, Whole whole, Real real) {
    return a instanceof Long x && b instanceof Long y
        ? (Number) whole(operation, x, y, offset, whole)
        : (Number) real(operation, a, b, offset, real);
  }

  private static Long whole(String operation, long a, long b, int offset, Whole function) {
    try {
      return function.of(a, b);
    } catch (ArithmeticException e) {
      throw new ExpressionException(
          offset, a + " " + operation + " " + b + " is beyond 64 bits", "smaller numbers");
    }
  }

  private static Double real(String operation, Object a, Object b, int offset, Real function) {
    double x = Values.number(a, operation, offset).doubleValue();
    double y = Values.number(b, operation, offset).doubleValue();
    double result = function.of(x, y);
    return Double.isFinite(result)
        ? result
        : Values.finite(result, a + " " + operation + " " + b, offset);
  }

  private static void requireDivisor(String operation, Object a, Object b, int offset) {
    if (Values.number(b, operation, offset).doubleValue() == 0) {
      throw divisionByZero(operation, a, b, offset);
    }
  }

  private static ExpressionException divisionByZero(
      String operation, Object a, Object b, int offset) {
    return new ExpressionException(
        offset,
        Values.number(a, operation, offset) + " " + operation + " " + b + " divides by zero",
        "a divisor that is not zero");
  }

  /**
   * The remainder as in {@link Math#floorMod(long, long)}: it has the divisor's sign or is zero.
   */
  private static double floorRemainder(double a, double b) {
    double remainder = a % b;
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
  }

  /** The power of an exponent that is at least 0. */
  private static long wholePower(long base, long exponent) {
    if (base == 0 || base == 1) {
      return exponent == 0 ? 1 : base;
    }
    if (base == -1) {
      return exponent % 2 == 0 ? 1 : -1;
    }
    long power = 1;
    for (long i = 0; i < exponent; i++) {
      // The loop takes at most 63 turns, because any other base is beyond 64 bits by then.
      power = Math.multiplyExact(power, base);
    }
    return power;
  }

  /** Whether a whole number divides another without a remainder. */
  static Boolean divides(Object divisor, Object number, int offset) {
    if (divisor instanceof Long a && number instanceof Long b && a != 0) {
      return b % a == 0;
    }
    boolean first = !(divisor instanceof Long) || divisor.equals(0L);
    throw new ExpressionException(
        offset,
        "divides got " + Values.describe(first ? divisor : number),
        first ? "a whole number that is not zero" : "a whole number");
  }
}
