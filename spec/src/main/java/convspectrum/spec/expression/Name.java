package convspectrum.spec.expression;

import convspectrum.spec.fault.Suggestions;
import java.util.Collection;
import java.util.List;

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
    if (value instanceof List<?>) {
      throw new ExpressionException(
          offset,
          "'" + name + "' is a list, which no formula computes with",
          "a number, a text, or true or false; try '$" + name + "' alone");
    }
    return Values.require(value);
  }
}
