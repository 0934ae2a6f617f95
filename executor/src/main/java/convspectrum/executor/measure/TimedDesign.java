package convspectrum.executor.measure;

/**
 * A design to be timed on one runtime.
 *
 * @param design its label, unique in a lineup
 * @param bytes memory that its program takes, about: weights, activations, packed copies
 */
public record TimedDesign(String design, long bytes) {
  public TimedDesign {
    if (bytes < 0) {
      throw new IllegalArgumentException(design + ": " + bytes + " bytes; expected at least 0");
    }
  }
}
