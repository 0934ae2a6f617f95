package convspectrum.executor.measure;

/**
 * A design to be timed on one runtime.
 *
 * @param design its label, unique in a lineup
 * @param bytes approximate memory of its program: weights, activations, packed copies
 */
public record TimedDesign(String design, long bytes) {
  public TimedDesign {
    if (bytes < 0) {
      throw new IllegalArgumentException(design + ": " + bytes + " bytes; expected at least 0");
    }
  }
}
