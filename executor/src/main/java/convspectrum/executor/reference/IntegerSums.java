package convspectrum.executor.reference;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.LayerIntegers;
import java.util.Arrays;

/**
 * The sums of a layer of integers, as ONNX's ConvInteger and MatMulInteger define them: bias[k] + Σ
 * w[k, …] · (x − zero point), exactly. Outside its borders x is the zero point.
 */
public final class IntegerSums {
  private IntegerSums() {}

  /**
   * The sums of a convolution or a linear layer, row-major in the shape of its result.
   *
   * @param x the input's integers less its zero point, row-major
   */
  public static int[] of(Node layer, LayerIntegers integers, int[] x) {
    int[] sums = new int[Math.toIntExact(layer.shape().elements())];
    if (layer.op() instanceof Op.Conv conv) {
      convolve(conv, layer.inputShape(), layer.shape(), integers, x, sums);
    } else {
      multiply(integers, x, sums);
    }
    return sums;
  }

  /** x is (M, C), weights (K, C), sums (M, K). */
  private static void multiply(LayerIntegers layer, int[] x, int[] sums) {
    int row = layer.rowLength();
    int outputs = layer.scales().length;
    byte[] w = layer.weights();
    for (int i = 0; i < sums.length; i++) {
      int first = i / outputs * row;
      int k = i % outputs;
      int sum = layer.bias()[k];
      for (int c = 0; c < row; c++) {
        sum += w[k * row + c] * x[first + c];
      }
      sums[i] = sum;
    }
  }

  /** x is (N, C, H, W), weights (K, C/G, R, S), sums (N, K, H', W'); a row of sums at a time. */
  private static void convolve(
      Op.Conv conv, Shape in, Shape out, LayerIntegers layer, int[] x, int[] sums) {
    int width = out.width();
    int[] row = new int[width];
    for (int next = 0; next < sums.length; next += width) {
      int i = next / width % out.height();
      int k = next / width / out.height() % out.channels();
      int n = next / width / out.height() / out.channels();
      Arrays.fill(row, layer.bias()[k]);
      addRow(conv, in, n, k, i, layer.weights(), x, row);
      System.arraycopy(row, 0, sums, next, width);
    }
  }

  private static void addRow(
      Op.Conv conv, Shape in, int n, int k, int i, byte[] weights, int[] x, int[] row) {
    Window window = conv.window();
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
          addTap(weights[kernelRow + v], x, inputRow, in.width(), start, window, row);
        }
      }
    }
  }

  /** Adds w · input[j · stride + start] to row[j] wherever that input lies inside the row. */
  private static void addTap(
      int w, int[] x, int inputRow, int width, int start, Window window, int[] row) {
    int stride = window.strideWidth();
    int first = start >= 0 ? 0 : Math.ceilDiv(-start, stride);
    int end = start >= width ? 0 : Math.min(row.length, (width - 1 - start) / stride + 1);
    int base = inputRow + start;
    for (int j = first; j < end; j++) {
      row[j] += w * x[base + j * stride];
    }
  }
}
