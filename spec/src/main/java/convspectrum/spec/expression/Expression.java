package convspectrum.spec.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A formula, parsed. Its value is a {@code Long}, {@code Double}, {@code Boolean} or {@code
 * String}. Immutable, so that it is parsed once and evaluated for each design.
 *
 * <p>Whole numbers are exact: an operation on them that leaves 64 bits is an error. An operation
 * with a {@code Double} gives a {@code Double}, whole or not ({@code 64 * 0.5} is {@code 32.0});
 * {@code //}, {@code floor}, {@code ceil}, {@code round} and {@code round8} always give a {@code
 * Long}. No operation gives NaN or infinity.
 */
public sealed interface Expression
    permits Literal, Name, Unary, Binary, Conditional, Call, Applied, Lookup {
  /**
   * Where its faults are reported, in characters from 0 of the text it was parsed from: where it
   * starts, or, of an operation between two values, its operator.
   */
  int offset();

  /**
   * Its value.
   *
   * @throws ExpressionException where a name is undefined or an operation has no value: a type that
   *     does not fit, a division by zero, a whole number beyond 64 bits
   */
  Object evaluate(Bindings bindings);

  /** The names it refers to, each once, in the order of the text. */
  default Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    references().forEach(reference -> names.add(reference.name()));
    return names;
  }

  /** Every place where it refers to a name, in the order of the text. */
  default List<Name> references() {
    return parts(Name.class);
  }

  /** Every call of a function that the surroundings define, in the order of the text. */
  default List<Applied> applications() {
    return parts(Applied.class);
  }

  private <T extends Expression> List<T> parts(Class<T> kind) {
    List<T> found = new ArrayList<>();
    visit(
        this,
        part -> {
          if (kind.isInstance(part)) {
            found.add(kind.cast(part));
          }
        });
    return found;
  }

  private static void visit(Expression expression, Consumer<Expression> visitor) {
    visitor.accept(expression);
    switch (expression) {
      case Literal _, Name _ -> {}
      case Unary unary -> visit(unary.operand(), visitor);
      case Binary binary -> {
        visit(binary.left(), visitor);
        visit(binary.right(), visitor);
      }
      case Conditional conditional -> {
        visit(conditional.then(), visitor);
        visit(conditional.condition(), visitor);
        visit(conditional.otherwise(), visitor);
      }
      case Call call -> call.arguments().forEach(argument -> visit(argument, visitor));
      case Applied applied -> applied.arguments().forEach(argument -> visit(argument, visitor));
      case Lookup lookup -> visit(lookup.key(), visitor);
    }
  }
}
