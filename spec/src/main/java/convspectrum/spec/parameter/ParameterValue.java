package convspectrum.spec.parameter;

import convspectrum.spec.yaml.CoreSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a parameter.
 *
 * @param value a {@code Long}, {@code Double}, {@code Boolean}, {@code String} or a list of them;
 *     the text again where whole blocks are chosen
 * @param text as it was written: {@code 1.0} stays {@code 1.0}
 */
public record ParameterValue(Object value, String text) {
  /** The value, alike for numbers that are equal: what {@code 1} and {@code 1.0} have in common. */
  public Object key() {
    return key(value);
  }

  /** The {@linkplain #key() key} of a plain value. */
  public static Object key(Object value) {
    return switch (value) {
      case Double real when real == Math.rint(real) && Math.abs(real) < 1L << 53 ->
          real.longValue();
      case List<?> list -> list.stream().map(ParameterValue::key).toList();
      default -> value;
    };
  }

  /**
   * The key of the value that a text stands for, as a document would read it; the text itself where
   * it is neither number nor truth value.
   */
  public static Object keyOf(String text) {
    @Nullable Object value;
    try {
      value = CoreSchema.value(text);
    } catch (NumberFormatException e) {
      return text;
    }
    return value == null ? text : key(value);
  }

  @Override
  public String toString() {
    return text;
  }
}
