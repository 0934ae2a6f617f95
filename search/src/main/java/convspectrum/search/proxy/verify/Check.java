package convspectrum.search.proxy.verify;

import convspectrum.gradients.Precision;

/**
 * One figure beside what it should be.
 *
 * @param figure its name in the file
 * @param precision what ours was computed in
 * @param expected what the file says
 * @param ours what we make of it
 * @param difference the size of the difference, by the measure that the tolerance is in
 * @param tolerance the most that passes; infinite for what is shown alone
 */
public record Check(
    String figure,
    Precision precision,
    String expected,
    String ours,
    double difference,
    double tolerance) {
  /** Whether it is shown alone. */
  public boolean isShownAlone() {
    return tolerance == Double.POSITIVE_INFINITY;
  }

  /** Whether it is within its tolerance. */
  public boolean passes() {
    return isShownAlone() || difference <= tolerance;
  }
}
