package convspectrum.search.proxy.verify;

import convspectrum.gradients.Precision;

/**
 * One figure compared with its expected value.
 *
 * @param figure its name in the file
 * @param precision precision in which ours was computed
 * @param expected the value in the file
 * @param ours the value that we compute
 * @param difference the size of the difference, in the measure of the tolerance
 * @param tolerance the largest difference that passes; infinite for a figure that is only shown
 */
public record Check(
    String figure,
    Precision precision,
    String expected,
    String ours,
    double difference,
    double tolerance) {
  /** Whether it is only shown and not judged. */
  public boolean isShownAlone() {
    return tolerance == Double.POSITIVE_INFINITY;
  }

  /** Whether it is within its tolerance. */
  public boolean passes() {
    return isShownAlone() || difference <= tolerance;
  }
}
