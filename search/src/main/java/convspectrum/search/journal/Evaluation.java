package convspectrum.search.journal;

import java.util.OptionalDouble;

/**
 * The result of an evaluation.
 *
 * @param number the figure, not NaN; none where there is no such number
 * @param note why there is none, or the data that it was computed from; may be empty
 */
public record Evaluation(OptionalDouble number, String note) {
  public Evaluation {
    if (number.isPresent() && Double.isNaN(number.getAsDouble())) {
      throw new IllegalArgumentException("an evaluation that is not a number: " + note);
    }
  }

  /** A figure. */
  public static Evaluation of(double number) {
    return new Evaluation(OptionalDouble.of(number), "");
  }

  /** A missing figure, with the reason. */
  public static Evaluation failed(String reason) {
    return new Evaluation(OptionalDouble.empty(), reason);
  }

  /** The figure; NaN where there is none. */
  public double orNaN() {
    return number.orElse(Double.NaN);
  }
}
