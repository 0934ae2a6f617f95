package convspectrum.formats.pytorch;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Values as Python writes them. */
final class Python {
  private Python() {}

  static String truth(boolean value) {
    return value ? "True" : "False";
  }

  /** The shortest text of the same double: {@code 1e-5}, {@code 0.17}, {@code 6.0}. */
  static String real(double value) {
    if (!Double.isFinite(value)) {
      return "float(\"" + (Double.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf") + "\")";
    }
    double size = Math.abs(value);
    if (size == 0 || (size >= 1e-3 && size < 1e7)) {
      return Double.toString(value);
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "") + mantissa + "e" + exponent;
  }

  static String tuple(List<Integer> values) {
    return values.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "(", values.size() == 1 ? ",)" : ")"));
  }

  /** Height and width; a single number where they are equal. */
  static String sides(int height, int width) {
    return height == width ? Integer.toString(height) : "(" + height + ", " + width + ")";
  }
}
