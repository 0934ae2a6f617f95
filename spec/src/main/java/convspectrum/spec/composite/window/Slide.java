package convspectrum.spec.composite.window;

import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.graph.Window;
import java.util.List;

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
  public Slide {
    if (kernel < 1 || stride < 1 || dilation < 1 || before < 0 || after < 0) {
      throw new ShapeException(
          "kernel %d, stride %d, dilation %d, padding %d and %d; expected at least 1, padding at least 0"
              .formatted(kernel, stride, dilation, before, after));
    }
  }

  /** Height and width of a window. */
  public static List<Slide> of(Window window) {
    return List.of(
        new Slide(
            window.kernelHeight(),
            window.strideHeight(),
            window.dilationHeight(),
            window.padding().top(),
            window.padding().bottom()),
        new Slide(
            window.kernelWidth(),
            window.strideWidth(),
            window.dilationWidth(),
            window.padding().left(),
            window.padding().right()));
  }

  /** Places that one output covers: dilation · (kernel − 1) + 1. */
  public int extent() {
    return Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
  }

  /** Outputs of a convolution: ⌊(size + padding − extent) / stride⌋ + 1. */
  public int outputs(int size) {
    int padded = Math.addExact(size, Math.addExact(before, after));
    if (extent() > padded) {
      throw new ShapeException(
          "kernel covers %d, but the padded input has only %d (input %d + padding %d)"
              .formatted(extent(), padded, size, before + after));
    }
    return (padded - extent()) / stride + 1;
  }

  /** Places that the taps of all inputs of a transposed convolution reach, before any is cut. */
  public int reach(int size) {
    return Math.addExact(Math.multiplyExact(size - 1, stride), extent());
  }
}
