package convspectrum.spec.expression;

/**
 * An operation on two values.
 *
 * @param offset of its operator
 */
public record Binary(int offset, Operator operator, Expression left, Expression right)
    implements Expression {
  /** The operations on two values. */
  public enum Operator {
    /** The sum. */
    ADD("+"),
    /** The difference. */
    SUBTRACT("-"),
    /** The product. */
    MULTIPLY("*"),
    /** Quotient: whole where a whole number divides another, else a {@code Double}. */
    DIVIDE("/"),
    /** Quotient rounded towards minus infinity, whole. */
    FLOOR_DIVIDE("//"),
    /** What floor division leaves; it has the divisor's sign. */
    REMAINDER("%"),
    /** Power: whole where base and exponent are whole and the exponent is not negative. */
    POWER("**"),
    /** Whether the first number is less. */
    LESS("<"),
    /** Whether the first number is less or equal. */
    LESS_OR_EQUAL("<="),
    /** Whether the first number is greater. */
    GREATER(">"),
    /** Whether the first number is greater or equal. */
    GREATER_OR_EQUAL(">="),
    /**
     * Whether the values are equal. Values of two types are unequal, except that {@code 2 == 2.0}.
     */
    EQUAL("=="),
    /** Whether the values are not equal. */
    NOT_EQUAL("!="),
    /** Whether both are true. The second is read only where the first is true. */
    AND("and"),
    /** Whether one of them is true. The second is read only where the first is false. */
    OR("or");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    /** The operator, as a document writes it. */
    public String symbol() {
      return symbol;
    }
  }

  @Override
  public Object evaluate(Bindings bindings) {
    Object a = left.evaluate(bindings);
    return switch (operator) {
      case AND -> Values.truth(a, "and", offset) && truthOfRight(bindings);
      case OR -> Values.truth(a, "or", offset) || truthOfRight(bindings);
      case ADD -> Arithmetic.add(a, right.evaluate(bindings), offset);
      case SUBTRACT -> Arithmetic.subtract(a, right.evaluate(bindings), offset);
      case MULTIPLY -> Arithmetic.multiply(a, right.evaluate(bindings), offset);
      case DIVIDE -> Arithmetic.divide(a, right.evaluate(bindings), offset);
      case FLOOR_DIVIDE -> Arithmetic.floorDivide(a, right.evaluate(bindings), offset);
      case REMAINDER -> Arithmetic.remainder(a, right.evaluate(bindings), offset);
      case POWER -> Arithmetic.power(a, right.evaluate(bindings), offset);
      case LESS -> compare(a, bindings) < 0;
      case LESS_OR_EQUAL -> compare(a, bindings) <= 0;
      case GREATER -> compare(a, bindings) > 0;
      case GREATER_OR_EQUAL -> compare(a, bindings) >= 0;
      case EQUAL -> Values.equal(a, right.evaluate(bindings));
      case NOT_EQUAL -> !Values.equal(a, right.evaluate(bindings));
    };
  }

  private int compare(Object a, Bindings bindings) {
    Object b = right.evaluate(bindings);
    return Values.compare(
        Values.number(a, operator.symbol, offset), Values.number(b, operator.symbol, offset));
  }

  private boolean truthOfRight(Bindings bindings) {
    return Values.truth(right.evaluate(bindings), operator.symbol, offset);
  }
}
