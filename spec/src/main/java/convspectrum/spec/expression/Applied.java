package convspectrum.spec.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * A call of a function that the surroundings define, and no formula of a spec knows.
 *
 * @param offset where its name starts
 * @param function its name
 */
public record Applied(int offset, String function, List<Expression> arguments)
    implements Expression {
  public Applied {
    arguments = List.copyOf(arguments);
  }

  @Override
  public Object evaluate(Bindings bindings) {
    List<Object> values = new ArrayList<>();
    for (Expression argument : arguments) {
      values.add(argument.evaluate(bindings));
    }
    return Values.require(bindings.apply(this, values));
  }
}
