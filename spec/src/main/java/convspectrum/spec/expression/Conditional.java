package convspectrum.spec.expression;

/**
 * {@code then if condition else otherwise}; only the chosen side is evaluated.
 *
 * @param offset of its {@code if}
 */
public record Conditional(int offset, Expression then, Expression condition, Expression otherwise)
    implements Expression {
  @Override
  public Object evaluate(Bindings bindings) {
    boolean chosen = Values.truth(condition.evaluate(bindings), "if", offset);
    return (chosen ? then : otherwise).evaluate(bindings);
  }
}
