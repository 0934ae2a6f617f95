package convspectrum.spec.expression;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What names stand for. */
@FunctionalInterface
public interface Bindings {
  /** The bindings in which no name is defined. */
  Bindings NONE = name -> null;

  /**
   * The value of a name: a {@code Long}, {@code Double}, {@code Boolean} or {@code String}; null
   * where the name is undefined.
   */
  @Nullable Object valueOf(String name);

  /**
   * Is told that {@code divisor} of {@code channels} was taken where {@code wanted} was asked for.
   */
  default void divided(Object wanted, long channels, long divisor) {}

  /**
   * The value of a function that the surroundings define, of the same types as that of a name.
   *
   * @param arguments their values, in order
   * @throws ExpressionException where it has none
   */
  default Object apply(Applied call, List<Object> arguments) {
    throw new ExpressionException(
        call.offset(), "'" + call.function() + "' is not defined here", "another function");
  }

  /** The names that are defined, for the wording of a fault; empty where they are not known. */
  default Collection<String> defined() {
    return List.of();
  }
}
