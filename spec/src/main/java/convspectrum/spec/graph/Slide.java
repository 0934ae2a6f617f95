package convspectrum.spec.graph;

/**
 * How a kernel slides along one spatial axis.
 *
 * @param kernel its number of taps
 * @param stride places from one output of a convolution to the next
 * @param dilation places between taps; 1 is dense
 * @param before places added before the axis; a transposed convolution cuts as many off
 * @param after places added after the axis, or cut off
 */
public record Slide(int kernel, int stride, int dilation, int before, int after) {
  /** A kernel of one tap that moves one place at a time. */
  public static final Slide POINT = new Slide(1, 1, 1, 0, 0);

  public Slide {
    if (kernel < 1 || stride < 1 || dilation < 1 || before < 0 || after < 0) {
      throw new ShapeException(
          "kernel %d, stride %d, dilation %d, padding %d and %d; expected at least 1, padding at least 0"
              .formatted(kernel, stride, dilation, before, after));
    }
  }

  /** Places that one output covers: dilation · (kernel − 1) + 1. */
  public int extent() {
    return Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
  }

  /** Outputs of a convolution: ⌊(size + padding − extent) / stride⌋ + 1. */
  public int outputs(int size) {
    return outputs(size, "");
  }

  /**
   * Outputs of a convolution.
   *
   * @param side what an error calls the axis, such as " of height"; empty for no name
   */
  int outputs(int size, String side) {
    int padded = Math.addExact(size, Math.addExact(before, after));
    if (extent() > padded) {
      throw new ShapeException(
          "kernel covers %d%s, but the padded input has only %d (input %d + padding %d)"
              .formatted(extent(), side, padded, size, before + after));
    }
    return (padded - extent()) / stride + 1;
  }

  /** Places that a transposed convolution of {@code size} inputs reaches, before any is cut off. */
  public int reach(int size) {
    return Math.addExact(Math.multiplyExact(size - 1, stride), extent());
  }
}
