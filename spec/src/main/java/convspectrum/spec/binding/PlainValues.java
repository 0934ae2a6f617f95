package convspectrum.spec.binding;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Values as documents and expressions have them: {@code Long}, {@code Double}, {@code Boolean},
 * {@code String}, and {@code List}s of them.
 */
public final class PlainValues {
  private PlainValues() {}

  /** What a value is, in a user's words. */
  public static String describe(Object value) {
    return switch (value) {
      case String text -> "the text '" + text + "'";
      case Boolean truth -> "the truth value " + truth;
      case Number number -> "the number " + number;
      case List<?> list -> list.isEmpty() ? "an empty list" : "the list " + text(list);
      default -> value.toString();
    };
  }

  /** A value as a document writes it: {@code 3}, {@code relu}, {@code [3, 5]}. */
  public static String text(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(PlainValues::text).collect(Collectors.joining(", ", "[", "]"))
        : value.toString();
  }

  /** The value that a scalar without quotes stands for. */
  public static Object ofText(String text) {
    if (text.equals("true") || text.equals("false")) {
      return Boolean.valueOf(text);
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notWhole) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException notNumber) {
        return text;
      }
    }
  }
}
