package convspectrum.spec.expression;

import java.util.List;

/**
 * A function of some values.
 *
 * @param offset where its name starts
 */
public record Call(int offset, BuiltIn function, List<Expression> arguments) implements Expression {
  public Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public Object evaluate(Bindings bindings) {
    Object first = arguments.getFirst().evaluate(bindings);
    return switch (function) {
      case MIN, MAX -> extreme(first, bindings);
      case FLOOR -> Rounding.floor(number(first), offset);
      case CEIL -> Rounding.ceil(number(first), offset);
      case ROUND -> Rounding.round(number(first), offset);
      case ABS -> Arithmetic.absolute(number(first), offset);
      case ROUND8 -> Rounding.round8(number(first), offset);
      case NEAREST_DIVISOR -> {
        Object channels = arguments.get(1).evaluate(bindings);
        Long divisor = NearestDivisor.find(first, channels, offset);
        bindings.divided(first, (Long) channels, divisor);
        yield divisor;
      }
      case DIVIDES -> Arithmetic.divides(first, arguments.get(1).evaluate(bindings), offset);
    };
  }

  private Number extreme(Object first, Bindings bindings) {
    Number best = number(first);
    for (int i = 1; i < arguments.size(); i++) {
      Number candidate = number(arguments.get(i).evaluate(bindings));
      int order = Values.compare(candidate, best);
      if (function == BuiltIn.MIN ? order < 0 : order > 0) {
        best = candidate;
      }
    }
    return best;
  }

  private Number number(Object value) {
    return Values.number(value, function.word(), offset);
  }
}
