package convspectrum.spec.expression;

import java.util.Set;

/**
 * A formula, parsed. Its value is a {@code Long}, {@code Double}, {@code Boolean} or {@code
 * String}. Immutable, so that it is parsed once and evaluated for each design.
 */
public sealed interface Expression permits Literal {
  /** Where it starts in the text it was parsed from, in characters from 0. */
  int offset();

  /** The names it refers to, in the order of the text. */
  Set<String> names();

  /**
   * Its value.
   *
   * @throws ExpressionException where a name is undefined or an operation has no value: a type that
   *     does not fit, a division by zero, a whole number beyond 64 bits
   */
  Object evaluate(Bindings bindings);
}
