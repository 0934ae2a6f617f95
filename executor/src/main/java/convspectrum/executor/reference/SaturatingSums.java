package convspectrum.executor.reference;

import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.quantised.LayerIntegers;

/**
 * The sums of a layer as x86 processors without VNNI compute them: {@code vpmaddubsw} adds the
 * products of two unsigned and two signed bytes in 16 bits and saturates, all else is added in 32
 * bits.
 *
 * <p>Which products meet is an assumption: those of channels 0 and 1, 2 and 3, … of a group at the
 * same tap, and of a linear layer those of features 0 and 1, 2 and 3, …, as kernels lay weights out
 * in fours along the input channels. A last channel that is left over is alone, and 255 · 127 fits
 * 16 bits. Outside its borders x is the zero point.
 *
 * @param sums bias[k] + Σ w · (q − zero point), row-major in the shape of the result
 * @param pairs how many sums of two products there are
 * @param saturated how many of them are beyond 16 bits
 */
public record SaturatingSums(int[] sums, long pairs, long saturated) {
  /**
   * The sums of a convolution or a linear layer.
   *
   * @param x the input's integers less its zero point, row-major
   */
  public static SaturatingSums of(Node layer, LayerIntegers integers, int[] x, int zeroPoint) {
    Counter counter = new Counter(integers, x, zeroPoint);
    int[] sums = new int[Math.toIntExact(layer.shape().elements())];
    if (layer.op() instanceof Op.Conv conv) {
      counter.convolve(conv, layer.inputShape(), layer.shape(), sums);
    } else {
      counter.multiply(sums);
    }
    return new SaturatingSums(sums, counter.pairs, counter.saturated);
  }

  /** Adds up one layer. */
  private static final class Counter {
    private final LayerIntegers layer;
    private final int[] x;
    private final int zeroPoint;
    private long pairs;
    private long saturated;

    Counter(LayerIntegers layer, int[] x, int zeroPoint) {
      this.layer = layer;
      this.x = x;
      this.zeroPoint = zeroPoint;
    }

    /** What two products add to the sum beyond what they are: 0 unless they saturate. */
    private int excess(int w0, int x0, int w1, int x1) {
      int exact = w0 * (x0 + zeroPoint) + w1 * (x1 + zeroPoint);
      int kept = Math.clamp(exact, Short.MIN_VALUE, Short.MAX_VALUE);
      pairs++;
      saturated += kept == exact ? 0 : 1;
      return kept - exact;
    }

    /** x is (M, C), weights (K, C), sums (M, K). */
    void multiply(int[] sums) {
      int row = layer.rowLength();
      int outputs = layer.scales().length;
      byte[] w = layer.weights();
      for (int i = 0; i < sums.length; i++) {
        int first = i / outputs * row;
        int k = i % outputs;
        int sum = layer.bias()[k];
        for (int c = 0; c < row; c++) {
          int at = k * row + c;
          sum += w[at] * x[first + c];
          if (c % 2 == 1) {
            sum += excess(w[at - 1], x[first + c - 1], w[at], x[first + c]);
          }
        }
        sums[i] = sum;
      }
    }

    /** x is (N, C, H, W), weights (K, C/G, R, S), sums (N, K, H', W'). */
    void convolve(Op.Conv conv, Shape in, Shape out, int[] sums) {
      for (int next = 0; next < sums.length; next++) {
        int j = next % out.width();
        int i = next / out.width() % out.height();
        int k = next / out.width() / out.height() % out.channels();
        int n = next / out.width() / out.height() / out.channels();
        sums[next] = layer.bias()[k] + pixel(conv, in, n, k, i, j);
      }
    }

    private int pixel(Op.Conv conv, Shape in, int n, int k, int i, int j) {
      Window window = conv.window();
      int channels = in.channels() / conv.groups();
      int first = n * in.channels() + k / (conv.outChannels() / conv.groups()) * channels;
      int sum = 0;
      for (int u = 0; u < window.kernelHeight(); u++) {
        int h = i * window.strideHeight() + u * window.dilationHeight() - window.padding().top();
        for (int v = 0; v < window.kernelWidth(); v++) {
          int w = j * window.strideWidth() + v * window.dilationWidth() - window.padding().left();
          boolean inside = h >= 0 && h < in.height() && w >= 0 && w < in.width();
          int plane = in.height() * in.width();
          int at = inside ? first * plane + h * in.width() + w : 0;
          int tap = u * window.kernelWidth() + v;
          sum += tap(k * channels, channels, tap, window.taps(), inside, at, plane);
        }
      }
      return sum;
    }

    /** The channels of a group at one tap; those of the input are a plane apart. */
    private int tap(int row, int channels, int tap, long taps, boolean inside, int at, int plane) {
      int sum = 0;
      for (int c = 0; c < channels; c++) {
        int w = layer.weights()[(int) ((row + c) * taps + tap)];
        int value = inside ? x[at + c * plane] : 0;
        sum += w * value;
        if (c % 2 == 1) {
          int before = layer.weights()[(int) ((row + c - 1) * taps + tap)];
          sum += excess(before, inside ? x[at + (c - 1) * plane] : 0, w, value);
        }
      }
      return sum;
    }
  }
}
