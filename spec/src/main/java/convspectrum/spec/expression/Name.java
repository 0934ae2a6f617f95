package convspectrum.spec.expression;

import convspectrum.spec.fault.Suggestions;
import java.util.Collection;

/**
 * A reference to a parameter or to what the surroundings define, such as {@code in}.
 *
 * @param offset where it starts
 * @param name without the dollar
 */
public record Name(int offset, String name) implements Expression {
  @Override
  public Object evaluate(Bindings bindings) {
    Object value = bindings.valueOf(name);
    if (value == null) {
      Collection<String> defined = bindings.defined();
      throw new ExpressionException(
          offset,
          "'" + name + "' is not defined",
          defined.isEmpty() ? "the name of a parameter" : Suggestions.didYouMean(name, defined));
    }
    return Values.require(value);
  }
}
