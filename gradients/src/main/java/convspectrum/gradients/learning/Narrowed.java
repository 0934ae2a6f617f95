package convspectrum.gradients.learning;

/** Numbers as float32, in sources that are compiled for both precisions. */
public final class Narrowed {
  private Narrowed() {}

  /** The nearest float32. */
  public static float of(double value) {
    return (float) value;
  }
}
