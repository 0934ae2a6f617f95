package convspectrum.spec.graph;

/** Rows and columns added around a feature map; all numbers of pixels, at least 0. */
public record Padding(int top, int left, int bottom, int right) {
  /** No padding. */
  public static final Padding NONE = new Padding(0, 0, 0, 0);

  public Padding {
    if (top < 0 || left < 0 || bottom < 0 || right < 0) {
      throw new ShapeException(
          "padding ["
              + top
              + ", "
              + left
              + ", "
              + bottom
              + ", "
              + right
              + "]; every side is at least 0");
    }
  }

  /** The same number of pixels on every side. */
  public static Padding all(int pixels) {
    return new Padding(pixels, pixels, pixels, pixels);
  }

  /** Whether opposite sides are equal. */
  public boolean isSymmetric() {
    return top == bottom && left == right;
  }
}
