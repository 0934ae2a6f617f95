package convspectrum.executor.reference;

import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;

/** Reference kernels of pools over windows and over whole feature maps. */
final class ReferencePool {
  private ReferencePool() {}

  // x is (N, C, H, W), y (N, C, H', W')
  static void compute(Op.Pool pool, Tensor x, Tensor y) {
    Shape in = x.shape();
    Shape out = y.shape();
    Window window = pool.window();
    int next = 0;
    for (int map = 0; map < in.batch() * in.channels(); map++) {
      int base = map * in.height() * in.width();
      for (int i = 0; i < out.height(); i++) {
        int top = i * window.strideHeight() - window.padding().top();
        for (int j = 0; j < out.width(); j++) {
          int left = j * window.strideWidth() - window.padding().left();
          y.data()[next++] =
              pool.kind() == PoolKind.MAX
                  ? max(window, x, base, top, left)
                  : average(pool, x, base, top, left);
        }
      }
    }
  }

  /** Returns the maximum; −∞ where the window covers no pixel. */
  private static float max(Window window, Tensor x, int base, int top, int left) {
    Shape in = x.shape();
    float max = Float.NEGATIVE_INFINITY;
    for (int u = 0; u < window.kernelHeight(); u++) {
      int h = top + u * window.dilationHeight();
      for (int v = 0; v < window.kernelWidth(); v++) {
        int w = left + v * window.dilationWidth();
        if (h >= 0 && h < in.height() && w >= 0 && w < in.width()) {
          max = Math.max(max, x.data()[base + h * in.width() + w]);
        }
      }
    }
    return max;
  }

  /**
   * Returns the average over the taps inside the input, or with {@code countIncludePad} over those
   * inside the padded input. Taps that a ceil window covers beyond the padding never count
   * (PyTorch's rule). Returns 0 if no tap counts.
   */
  private static float average(Op.Pool pool, Tensor x, int base, int top, int left) {
    Window window = pool.window();
    Shape in = x.shape();
    double sum = 0;
    int inside = 0;
    int padded = 0;
    for (int u = 0; u < window.kernelHeight(); u++) {
      int h = top + u * window.dilationHeight();
      for (int v = 0; v < window.kernelWidth(); v++) {
        int w = left + v * window.dilationWidth();
        if (h < in.height() + window.padding().bottom()
            && w < in.width() + window.padding().right()) {
          padded++;
        }
        if (h >= 0 && h < in.height() && w >= 0 && w < in.width()) {
          sum += x.data()[base + h * in.width() + w];
          inside++;
        }
      }
    }
    int divisor = pool.countIncludePad() ? padded : inside;
    return divisor == 0 ? 0 : (float) (sum / divisor);
  }

  // x is (N, C, H, W), y (N, C, 1, 1)
  static void global(PoolKind kind, Tensor x, Tensor y) {
    int size = x.shape().height() * x.shape().width();
    for (int map = 0; map < y.data().length; map++) {
      double sum = 0;
      float max = Float.NEGATIVE_INFINITY;
      for (int i = map * size; i < (map + 1) * size; i++) {
        sum += x.data()[i];
        max = Math.max(max, x.data()[i]);
      }
      y.data()[map] = kind == PoolKind.MAX ? max : (float) (sum / size);
    }
  }
}
