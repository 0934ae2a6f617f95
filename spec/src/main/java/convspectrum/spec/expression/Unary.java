package convspectrum.spec.expression;

/**
 * An operation on one value.
 *
 * @param offset of its operator
 */
public record Unary(int offset, Operator operator, Expression operand) implements Expression {
  /** The operations on one value. */
  public enum Operator {
    /** {@code -x}, of a number. */
    NEGATE,
    /** {@code not x}, of a truth value. */
    NOT
  }

  @Override
  public Object evaluate(Bindings bindings) {
    Object value = operand.evaluate(bindings);
    return switch (operator) {
      case NEGATE -> Arithmetic.negate(value, offset);
      case NOT -> !Values.truth(value, "not", offset);
    };
  }
}
