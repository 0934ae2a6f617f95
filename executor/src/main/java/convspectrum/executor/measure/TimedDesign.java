package convspectrum.executor.measure;

/**
 * A design to be timed on one runtime.
 *
 * @param design its label, unique in a lineup
 * @param bytes approximate memory of its program: weights, activations, packed copies
 * @param share of the budget, relative to those of other designs, where not all are measured in the
 *     same rounds; above 0
 */
public record TimedDesign(String design, long bytes, double share) {
  /** A design that needs as much time as others. */
  public TimedDesign(String design, long bytes) {
    this(design, bytes, 1);
  }

  public TimedDesign {
    if (bytes < 0) {
      throw new IllegalArgumentException(design + ": " + bytes + " bytes; expected at least 0");
    }
    if (!(share > 0)) {
      throw new IllegalArgumentException(design + ": share " + share + "; expected above 0");
    }
  }
}
