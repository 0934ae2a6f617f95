package convspectrum.spec.expression.parse;

import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.Literal;
import convspectrum.spec.expression.Name;
import convspectrum.spec.fault.Excerpt;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads expressions. */
public final class Expressions {
  /** The most characters an expression may have. */
  public static final int MAX_LENGTH = 1000;

  /** The most parentheses, calls, signs and conditionals that may stand inside one another. */
  public static final int MAX_DEPTH = 64;

  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final String ALLOWED = "$name, $(arithmetic), or $$ for a text that starts with $";

  private Expressions() {}

  /**
   * Reads what stands inside {@code $(…)}: {@code round8(64 * width)}.
   *
   * @throws ExpressionException where it cannot be read
   */
  public static Expression parse(String text) {
    return parse(text, Set.of());
  }

  /**
   * Reads a formula that may also call functions which its surroundings define: {@code time('wide')
   * / time('thin')}.
   *
   * @param functions their names
   * @throws ExpressionException where it cannot be read
   */
  public static Expression parse(String text, Set<String> functions) {
    requireLength(text);
    return new ExpressionParser(text, 0, functions).all();
  }

  /**
   * The expression that a text value is: {@code $name} (a reference; its name may contain {@code
   * -}), {@code $(…)}, or {@code $$text}, which is the literal {@code $text}. Empty for a text that
   * does not begin with a dollar and so stands for itself. Offsets count from the start of {@code
   * value}, its dollar included.
   *
   * @throws ExpressionException where it begins with a dollar and is none of these
   */
  public static Optional<Expression> inText(String value) {
    if (!value.startsWith("$")) {
      return Optional.empty();
    }
    if (value.startsWith("$$")) {
      return Optional.of(new Literal(0, value.substring(1)));
    }
    requireLength(value);
    if (value.startsWith("$(")) {
      return Optional.of(new ExpressionParser(value, 2, Set.of()).inParentheses());
    }
    String name = value.substring(1);
    if (REFERENCE.matcher(name).matches()) {
      return Optional.of(new Name(0, name));
    }
    throw new ExpressionException(
        0, "'" + Excerpt.of(value) + "' is no reference and no formula", ALLOWED);
  }

  private static void requireLength(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          MAX_LENGTH, "the formula has " + text.length() + " characters", "at most " + MAX_LENGTH);
    }
  }
}
