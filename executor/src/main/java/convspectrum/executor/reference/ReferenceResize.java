package convspectrum.executor.reference;

import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;

/** Reference kernel that resizes height and width to the size of the output. */
final class ReferenceResize {
  private ReferenceResize() {}

  // x is (N, C, H, W), y (N, C, H', W')
  static void compute(Interpolation interpolation, Tensor x, Tensor y) {
    Shape in = x.shape();
    Shape out = y.shape();
    int next = 0;
    for (int map = 0; map < in.batch() * in.channels(); map++) {
      int base = map * in.height() * in.width();
      for (int i = 0; i < out.height(); i++) {
        double h = position(interpolation, i, in.height(), out.height());
        for (int j = 0; j < out.width(); j++) {
          double w = position(interpolation, j, in.width(), out.width());
          y.data()[next++] = (float) between(x, base, h, w);
        }
      }
    }
  }

  /** The position of output pixel i among {@code in} input pixels; an integer for nearest. */
  private static double position(Interpolation interpolation, int i, int in, int out) {
    double position =
        switch (interpolation) {
          case NEAREST -> Math.floorDiv((long) i * in, out);
          case BILINEAR -> (i + 0.5) * in / out - 0.5;
          case BILINEAR_ALIGN_CORNERS -> out == 1 ? 0 : i * (in - 1.0) / (out - 1);
        };
    return Math.clamp(position, 0, in - 1);
  }

  /** Returns the weighted mean of the four pixels around (h, w). */
  private static double between(Tensor x, int base, double h, double w) {
    Shape in = x.shape();
    int top = (int) h;
    int left = (int) w;
    int bottom = Math.min(top + 1, in.height() - 1);
    int right = Math.min(left + 1, in.width() - 1);
    double upper = mix(x, base + top * in.width(), left, right, w - left);
    double lower = mix(x, base + bottom * in.width(), left, right, w - left);
    double share = h - top;
    return share == 0 ? upper : upper * (1 - share) + lower * share;
  }

  private static double mix(Tensor x, int row, int left, int right, double share) {
    double first = x.data()[row + left];
    // An infinite pixel with weight 0 must not give NaN.
    return share == 0 ? first : first * (1 - share) + x.data()[row + right] * share;
  }
}
