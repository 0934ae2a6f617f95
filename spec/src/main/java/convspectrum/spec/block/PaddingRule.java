package convspectrum.spec.block;

import convspectrum.spec.graph.Padding;

/** How many pixels to add around a feature map before a kernel slides over it. */
public sealed interface PaddingRule {
  /** ⌊dilation · (kernel − 1) / 2⌋ on each side, as PyTorch users write it. */
  record Same() implements PaddingRule {}

  /**
   * As TensorFlow pads for {@code SAME}: the output has ⌈input / stride⌉ pixels, and an odd pixel
   * goes to the bottom and the right.
   */
  record SameTensorFlow() implements PaddingRule {}

  /** None. */
  record Valid() implements PaddingRule {}

  /** So many pixels. */
  record Explicit(Padding pixels) implements PaddingRule {}

  /** The pixels that this rule adds for such a kernel over a map of so many rows and columns. */
  default Padding around(
      HeightWidth kernel, HeightWidth stride, HeightWidth dilation, int rows, int columns) {
    return switch (this) {
      case Same _ -> {
        int vertical = Math.multiplyExact(dilation.height(), kernel.height() - 1) / 2;
        int horizontal = Math.multiplyExact(dilation.width(), kernel.width() - 1) / 2;
        yield new Padding(vertical, horizontal, vertical, horizontal);
      }
      case SameTensorFlow _ -> {
        int vertical = total(rows, kernel.height(), stride.height(), dilation.height());
        int horizontal = total(columns, kernel.width(), stride.width(), dilation.width());
        yield new Padding(
            vertical / 2, horizontal / 2, vertical - vertical / 2, horizontal - horizontal / 2);
      }
      case Valid _ -> Padding.NONE;
      case Explicit(Padding pixels) -> pixels;
    };
  }

  private static int total(int input, int kernel, int stride, int dilation) {
    int extent = Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
    int outputs = Math.ceilDiv(input, stride);
    return Math.max(0, Math.addExact(Math.multiplyExact(outputs - 1, stride), extent) - input);
  }
}
