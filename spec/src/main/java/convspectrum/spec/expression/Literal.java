package convspectrum.spec.expression;

import java.util.Set;

/** A value that stands for itself. */
public record Literal(int offset, Object value) implements Expression {
  @Override
  public Set<String> names() {
    return Set.of();
  }

  @Override
  public Object evaluate(Bindings bindings) {
    return value;
  }
}
