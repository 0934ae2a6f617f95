package convspectrum.search.proxy;

import java.util.Optional;
import java.util.OptionalDouble;

/** The result of a proxy: a finite number, or the reason why there is none. */
public sealed interface Score {
  /** A number; higher is better. */
  record Value(double value) implements Score {
    public Value {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a score of " + value + "; expected a finite number");
      }
    }
  }

  /**
   * The proxy is not defined for this network.
   *
   * @param reason a sentence without a full stop
   */
  record Undefined(String reason) implements Score {}

  /** A score of this value; undefined where that is not a finite number. */
  static Score of(double value) {
    if (Double.isFinite(value)) {
      return new Value(value);
    }
    return new Undefined(
        Double.isNaN(value) || value > 0
            ? "the score overflows: its sums are beyond the largest number"
            : "the score is the logarithm of 0");
  }

  /** The number, if there is one. */
  default OptionalDouble number() {
    return switch (this) {
      case Value(double value) -> OptionalDouble.of(value);
      case Undefined _ -> OptionalDouble.empty();
    };
  }

  /** Why there is none, if that is so. */
  default Optional<String> undefined() {
    return switch (this) {
      case Value _ -> Optional.empty();
      case Undefined(String reason) -> Optional.of(reason);
    };
  }
}
