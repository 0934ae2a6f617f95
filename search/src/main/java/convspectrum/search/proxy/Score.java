package convspectrum.search.proxy;

import convspectrum.search.proxy.input.NotFiniteException;
import java.util.OptionalDouble;

/** The result of a proxy: a number, which may be −∞, or the reason why there is none. */
public sealed interface Score {
  /** A number; higher is better. */
  record Value(double value) implements Score {
    public Value {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("a score that is not a number");
      }
    }
  }

  /** The proxy is not defined for this network. */
  record Undefined(String reason) implements Score {}

  /**
   * A score of this value.
   *
   * @throws NotFiniteException where it is not a number, as ∞ − ∞ is
   */
  static Score of(double value) {
    if (Double.isNaN(value)) {
      throw new NotFiniteException("sums that overflow: the score is no finite number");
    }
    return new Value(value);
  }

  /** The number, if there is one. */
  default OptionalDouble number() {
    return switch (this) {
      case Value(double value) -> OptionalDouble.of(value);
      case Undefined _ -> OptionalDouble.empty();
    };
  }
}
