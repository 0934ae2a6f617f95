package convspectrum.executor.reference;

import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reference kernel of a grouped 2-D convolution. For each output channel k of group g,
 *
 * <pre>
 * y[n, k, i, j] = b[k] + Σ w[k, c, u, v] · x[n, g · C/G + c, i·s + u·d − top, j·s + v·d − left]
 * </pre>
 *
 * over c &lt; C/G and the kernel's taps (u, v); x is 0 outside its borders.
 */
record ReferenceConvolution(Op.Conv conv, Tensor weight, @Nullable Tensor bias) {

  // x is (N, C, H, W), weight (K, C/G, R, S), y (N, K, H', W')
  void compute(Tensor x, Tensor y) {
    Shape out = y.shape();
    // Computes a whole row of sums at a time, so that the inner loop runs along memory.
    double[] row = new double[out.width()];
    int next = 0;
    for (int n = 0; n < out.batch(); n++) {
      for (int k = 0; k < out.channels(); k++) {
        for (int i = 0; i < out.height(); i++) {
          Arrays.fill(row, bias == null ? 0 : bias.data()[k]);
          sumRow(x, n, k, i, row);
          for (double sum : row) {
            y.data()[next++] = (float) sum;
          }
        }
      }
    }
  }

  private void sumRow(Tensor x, int n, int k, int i, double[] row) {
    Window window = conv.window();
    Shape in = x.shape();
    int channels = in.channels() / conv.groups();
    int firstChannel = k / (conv.outChannels() / conv.groups()) * channels;
    for (int c = 0; c < channels; c++) {
      for (int u = 0; u < window.kernelHeight(); u++) {
        int h = i * window.strideHeight() + u * window.dilationHeight() - window.padding().top();
        if (h < 0 || h >= in.height()) {
          continue;
        }
        int inputRow = ((n * in.channels() + firstChannel + c) * in.height() + h) * in.width();
        int kernelRow = ((k * channels + c) * window.kernelHeight() + u) * window.kernelWidth();
        for (int v = 0; v < window.kernelWidth(); v++) {
          int start = v * window.dilationWidth() - window.padding().left();
          addTap(weight.data()[kernelRow + v], x.data(), inputRow, in.width(), start, row);
        }
      }
    }
  }

  /** Adds w · input[j · stride + start] to row[j] wherever that input lies inside the row. */
  private void addTap(double w, float[] x, int inputRow, int width, int start, double[] row) {
    int stride = conv.window().strideWidth();
    int first = start >= 0 ? 0 : Math.ceilDiv(-start, stride);
    int end = start >= width ? 0 : Math.min(row.length, (width - 1 - start) / stride + 1);
    int base = inputRow + start;
    for (int j = first; j < end; j++) {
      row[j] += w * x[base + j * stride];
    }
  }
}
