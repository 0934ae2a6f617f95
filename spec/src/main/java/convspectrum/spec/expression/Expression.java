package convspectrum.spec.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A formula, parsed. Its value is a {@code Long}, {@code Double}, {@code Boolean} or {@code
 * String}. Immutable, so that it is parsed once and evaluated for each design.
 *
 * <p>Whole numbers are exact: an operation on them that leaves 64 bits is an error. An operation
 * with a {@code Double} gives a {@code Double}, whole or not ({@code 64 * 0.5} is {@code 32.0});
 * {@code //}, {@code floor}, {@code ceil}, {@code round} and {@code round8} always give a {@code
 * Long}. No operation gives NaN or infinity.
 */
public sealed interface Expression permits Literal, Name, Unary, Binary, Conditional, Call, Lookup {
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
    List<Name> references = new ArrayList<>();
    collect(this, references);
    return references;
  }

  private static void collect(Expression expression, List<Name> names) {
    switch (expression) {
      case Literal _ -> {}
      case Name name -> names.add(name);
      case Unary unary -> collect(unary.operand(), names);
      case Binary binary -> {
        collect(binary.left(), names);
        collect(binary.right(), names);
      }
      case Conditional conditional -> {
        collect(conditional.then(), names);
        collect(conditional.condition(), names);
        collect(conditional.otherwise(), names);
      }
      case Call call -> call.arguments().forEach(argument -> collect(argument, names));
      case Lookup lookup -> collect(lookup.key(), names);
    }
  }
}
