package convspectrum.search.predict.check;

import java.util.List;

/**
 * A design that was predicted, then measured.
 *
 * @param label its choices
 * @param predicted milliseconds
 * @param low lower end of the prediction's 90 % interval, milliseconds
 * @param high its upper end
 * @param regressed share of the predicted time that rests on the regression, 0 to 1
 * @param measured milliseconds, above 0
 * @param inTable whether its own measurement is in the table, so that it is no test of it
 * @param others the same by each simple predictor, in their order, milliseconds
 */
public record CheckedDesign(
    String label,
    double predicted,
    double low,
    double high,
    double regressed,
    double measured,
    boolean inTable,
    List<Double> others) {
  public CheckedDesign {
    others = List.copyOf(others);
    if (!(measured > 0)) {
      throw new IllegalArgumentException(
          label + ": a measured time of " + measured + " ms; expected one above 0");
    }
  }

  /** Predicted over measured, less one: 0.05 is 5 % too much. */
  public double error() {
    return predicted / measured - 1;
  }

  /** Whether the interval holds the measured time. */
  public boolean isCovered() {
    return low <= measured && measured <= high;
  }
}
