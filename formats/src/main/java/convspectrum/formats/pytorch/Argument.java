package convspectrum.formats.pytorch;

import org.jspecify.annotations.Nullable;

/**
 * An argument of a constructor.
 *
 * @param name the constructor's name for it
 * @param value as Python writes it
 * @param byDefault the constructor's default; null where the argument is required, and then written
 *     without its name
 */
record Argument(String name, String value, @Nullable String byDefault) {
  static Argument required(String name, Object value) {
    return new Argument(name, value.toString(), null);
  }

  static Argument optional(String name, String value, String byDefault) {
    return new Argument(name, value, byDefault);
  }

  Argument with(String other) {
    return new Argument(name, other, byDefault);
  }

  /** The argument as Python writes it; empty where it equals the default. */
  String text() {
    if (byDefault == null) {
      return value;
    }
    return value.equals(byDefault) ? "" : name + "=" + value;
  }
}
