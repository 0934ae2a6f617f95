package convspectrum.spec.tensor;

import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;

/** How much of a convolution's kernel meets its input. */
final class KernelCoverage {
  private KernelCoverage() {}

  /** The share of the kernel's taps that meet the input, not its padding, over all outputs. */
  static double of(Window window, Shape input, Shape output) {
    return coverage(window.rows(), input.height(), output.height())
        * coverage(window.columns(), input.width(), output.width());
  }

  private static double coverage(Slide slide, int input, int output) {
    int kernel = slide.kernel();
    int before = slide.before();
    if (kernel == 1 && before == 0) {
      return 1;
    }
    long inside = 0;
    for (int tap = 0; tap < kernel; tap++) {
      for (int i = 0; i < output; i++) {
        long position = (long) i * slide.stride() + (long) tap * slide.dilation() - before;
        inside += position >= 0 && position < input ? 1 : 0;
      }
    }
    return inside / ((double) kernel * output);
  }
}
