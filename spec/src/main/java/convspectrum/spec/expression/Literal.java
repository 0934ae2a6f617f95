package convspectrum.spec.expression;

/**
 * A value that stands for itself.
 *
 * @param offset where it starts
 * @param value a {@code Long}, {@code Double}, {@code Boolean} or {@code String}
 */
public record Literal(int offset, Object value) implements Expression {
  public Literal {
    Values.require(value);
  }

  @Override
  public Object evaluate(Bindings bindings) {
    return value;
  }
}
