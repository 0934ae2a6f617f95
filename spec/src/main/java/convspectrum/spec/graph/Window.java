package convspectrum.spec.graph;

/**
 * How a convolution or pooling kernel slides over height and width.
 *
 * @param kernelHeight rows of the kernel
 * @param kernelWidth columns of the kernel
 * @param strideHeight rows from one output to the next
 * @param strideWidth columns from one output to the next
 * @param dilationHeight rows between taps; 1 is dense
 * @param dilationWidth columns between taps; 1 is dense
 * @param padding rows and columns added around the input
 */
public record Window(
    int kernelHeight,
    int kernelWidth,
    int strideHeight,
    int strideWidth,
    int dilationHeight,
    int dilationWidth,
    Padding padding) {

  public Window {
    requirePositive("kernel", kernelHeight, kernelWidth);
    requirePositive("stride", strideHeight, strideWidth);
    requirePositive("dilation", dilationHeight, dilationWidth);
  }

  private static void requirePositive(String what, int height, int width) {
    if (height < 1 || width < 1) {
      throw new ShapeException(what + " " + height + "x" + width + "; both sides are at least 1");
    }
  }

  /** A square kernel of odd size, stride 1, padded so that the output is as large as the input. */
  public static Window same(int kernel) {
    return square(kernel, 1, kernel / 2);
  }

  /** A square kernel with equal stride and padding in both directions, not dilated. */
  public static Window square(int kernel, int stride, int padding) {
    return new Window(kernel, kernel, stride, stride, 1, 1, Padding.all(padding));
  }

  /** The window whose kernel slides as given from row to row, and from column to column. */
  public static Window of(Slide rows, Slide columns) {
    return new Window(
        rows.kernel(),
        columns.kernel(),
        rows.stride(),
        columns.stride(),
        rows.dilation(),
        columns.dilation(),
        new Padding(rows.before(), columns.before(), rows.after(), columns.after()));
  }

  /** How the kernel slides from row to row. */
  public Slide rows() {
    return new Slide(kernelHeight, strideHeight, dilationHeight, padding.top(), padding.bottom());
  }

  /** How the kernel slides from column to column. */
  public Slide columns() {
    return new Slide(kernelWidth, strideWidth, dilationWidth, padding.left(), padding.right());
  }

  /** The same window with other padding. */
  public Window withPadding(Padding other) {
    return new Window(
        kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, other);
  }

  /**
   * Refuses padding that a whole kernel fits into, as PyTorch and ONNX Runtime do for pools.
   *
   * @throws ShapeException with both numbers
   */
  public void requirePaddingBelowKernel() {
    int vertical = Math.max(padding.top(), padding.bottom());
    int horizontal = Math.max(padding.left(), padding.right());
    if (vertical >= extentHeight() || horizontal >= extentWidth()) {
      throw new ShapeException(
          "padding of %d rows and %d columns around a pool over %dx%d; expected less than the kernel"
              .formatted(vertical, horizontal, extentHeight(), extentWidth()));
    }
  }

  /** Number of taps of the kernel: K². */
  public long taps() {
    return (long) kernelHeight * kernelWidth;
  }

  /** Output rows for so many input rows: ⌊(in + padding − extent) / stride⌋ + 1. */
  public int outputHeight(int inputHeight) {
    return rows().outputs(inputHeight, " of height");
  }

  /** Output columns for so many input columns. */
  public int outputWidth(int inputWidth) {
    return columns().outputs(inputWidth, " of width");
  }

  /**
   * The shape of a pool of (N, C, H, W). With {@code ceil} there is one more window where pixels
   * are left over, if that window starts inside the input or the leading padding.
   */
  public Shape pooled(Shape input, boolean ceil) {
    int height = outputHeight(input.height());
    int width = outputWidth(input.width());
    if (ceil) {
      height +=
          more(
              height,
              input.height(),
              padding.top(),
              padding.bottom(),
              extentHeight(),
              strideHeight);
      width +=
          more(width, input.width(), padding.left(), padding.right(), extentWidth(), strideWidth);
    }
    return Shape.of(input.batch(), input.channels(), height, width);
  }

  private static int more(int floor, int input, int before, int after, int extent, int stride) {
    boolean leftOver = (input + before + after - extent) % stride != 0;
    boolean startsInside = floor * stride < input + before;
    return leftOver && startsInside ? 1 : 0;
  }

  /** Input rows that one output covers: dilation · (kernel − 1) + 1. */
  public int extentHeight() {
    return rows().extent();
  }

  /** Input columns that one output covers: dilation · (kernel − 1) + 1. */
  public int extentWidth() {
    return columns().extent();
  }

  /** The padding, enlarged at the end to where the last window of an output of {@code out} ends. */
  public Padding reach(Shape in, Shape out) {
    int bottom = (out.height() - 1) * strideHeight + extentHeight() - in.height() - padding.top();
    int right = (out.width() - 1) * strideWidth + extentWidth() - in.width() - padding.left();
    return new Padding(
        padding.top(),
        padding.left(),
        Math.max(bottom, padding.bottom()),
        Math.max(right, padding.right()));
  }
}
