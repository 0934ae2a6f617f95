package convspectrum.spec.expression;

import java.util.Optional;

/** Reads expressions. */
public final class Expressions {
  /** The most characters an expression may have. */
  public static final int MAX_LENGTH = 1000;

  /** The most levels of parentheses, calls and operators inside one another. */
  public static final int MAX_DEPTH = 64;

  private Expressions() {}

  /**
   * Reads what stands inside {@code $(…)}: {@code round8(64 * width)}.
   *
   * @throws ExpressionException where it cannot be read
   */
  public static Expression parse(String text) {
    throw new UnsupportedOperationException(text);
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
    throw new UnsupportedOperationException(value);
  }
}
