package convspectrum.spec.block;

/**
 * A number of pixels in each direction, both at least 1: the size of a kernel, a stride, a
 * dilation. A document writes {@code 3}, {@code 1x7} or {@code [1, 7]}.
 */
public record HeightWidth(int height, int width) {
  /** The same in both directions. */
  public static HeightWidth square(int size) {
    return new HeightWidth(size, size);
  }

  public HeightWidth {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "found " + height + "x" + width + "; expected both at least 1");
    }
  }

  /** {@code 3}, or {@code 1x7}. */
  @Override
  public String toString() {
    return height == width ? Integer.toString(height) : height + "x" + width;
  }
}
