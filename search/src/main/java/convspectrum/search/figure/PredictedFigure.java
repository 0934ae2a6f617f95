package convspectrum.search.figure;

import convspectrum.search.journal.Evaluation;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A cheap figure that predicts a measured one: a search may compare any number of designs by it,
 * and have the measured one decide of the few that are left. The note of an evaluation has the
 * {@linkplain Predicted interval}.
 */
public interface PredictedFigure extends Figure {
  /** The figure that it predicts, to be measured of the front; none where nothing is measured. */
  Optional<Figure> measured();

  @Override
  default boolean isCheap() {
    return true;
  }

  @Override
  default boolean isAmount() {
    return true;
  }

  /**
   * A prediction.
   *
   * @param value above 0
   * @param low lower end of the 90 % interval
   * @param high its upper end
   * @param regressed share of the value that rests on a regression, 0 to 1
   */
  record Predicted(double value, double low, double high, double regressed) {
    /** No prediction: all NaN. */
    public static final Predicted NONE =
        new Predicted(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** As a search keeps it. */
    public Evaluation evaluation() {
      return new Evaluation(
          OptionalDouble.of(value), String.format(Locale.ROOT, "%s %s %s", low, high, regressed));
    }

    /** What {@link #evaluation} gave; all NaN where there is no figure. */
    public static Predicted of(Evaluation evaluation) {
      if (evaluation.number().isEmpty()) {
        return NONE;
      }
      String[] parts = evaluation.note().split(" ", -1);
      return new Predicted(
          evaluation.orNaN(),
          Double.parseDouble(parts[0]),
          Double.parseDouble(parts[1]),
          Double.parseDouble(parts[2]));
    }
  }
}
