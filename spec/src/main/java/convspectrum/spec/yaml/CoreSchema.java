package convspectrum.spec.yaml;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a plain scalar is: the core schema, section 10.3.2 of YAML 1.2.2. */
public final class CoreSchema {
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

  private CoreSchema() {}

  /**
   * The value of a plain scalar.
   *
   * @throws NumberFormatException where it is a number beyond 64 bits, or not finite, saying which
   */
  public static @Nullable Object value(String plain) {
    return switch (plain) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> "+-.0123456789".indexOf(plain.charAt(0)) >= 0 ? numberOrText(plain) : plain;
    };
  }

  private static Object numberOrText(String plain) {
    if (WHOLE.matcher(plain).matches()) {
      return whole(plain, 10);
    }
    if (OCTAL.matcher(plain).matches()) {
      return whole(plain.substring(2), 8);
    }
    if (HEXADECIMAL.matcher(plain).matches()) {
      return whole(plain.substring(2), 16);
    }
    boolean real = REAL.matcher(plain).matches();
    double value = real ? Double.parseDouble(plain) : Double.NaN;
    if ((real && Double.isInfinite(value)) || NOT_FINITE.matcher(plain).matches()) {
      throw new NumberFormatException("is not finite");
    }
    return real ? (Object) value : plain;
  }

  private static Long whole(String digits, int radix) {
    try {
      return Long.valueOf(digits, radix);
    } catch (NumberFormatException e) {
      throw new NumberFormatException("is beyond 64 bits");
    }
  }
}
