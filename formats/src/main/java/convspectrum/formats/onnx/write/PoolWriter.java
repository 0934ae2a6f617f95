package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.AttributeProto;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.List;

/**
 * Pools as ONNX nodes. ONNX has a {@code ceil_mode} of its own, whose output size and divisor are
 * not those of {@link Op.Pool} and have changed between runtimes. It is not used: padding at the
 * end makes room for the last window, and the plain floor rule gives the wanted size.
 */
final class PoolWriter {
  private final OnnxGraph onnx;

  PoolWriter(OnnxGraph onnx) {
    this.onnx = onnx;
  }

  void write(Node node, Op.Pool pool, String x) {
    if (pool.kind() == PoolKind.MAX) {
      max(node, pool, x);
    } else {
      average(node, pool, x);
    }
  }

  private void max(Node node, Op.Pool pool, String x) {
    Window window = pool.window();
    Padding reach = window.reach(node.inputShape(), node.shape());
    AttributeProto dilations =
        Attributes.integers("dilations", window.dilationHeight(), window.dilationWidth());
    if (fits(reach, window)) {
      onnx.result(node, "MaxPool", List.of(x), poolAttributes(window, reach, dilations));
    } else {
      String padded = pad(node, x, reach, Double.NEGATIVE_INFINITY);
      onnx.result(
          node, "MaxPool", List.of(padded), poolAttributes(window, Padding.NONE, dilations));
    }
  }

  private void average(Node node, Op.Pool pool, String x) {
    Window window = pool.window();
    Padding reach = window.reach(node.inputShape(), node.shape());
    boolean dilated = window.dilationHeight() > 1 || window.dilationWidth() > 1;
    // Counted padding is part of the divisor, pixels beyond it (ceil) never are: written out, it
    // is input like any other.
    boolean written = pool.countIncludePad() && !window.padding().equals(Padding.NONE);
    Padding rest = written ? minus(reach, window.padding()) : reach;
    if (dilated || !fits(rest, window)) {
      averageByConvolution(node, pool, reach, x);
      return;
    }
    if (written && rest.equals(Padding.NONE) && fits(window.padding(), window)) {
      onnx.result(
          node,
          "AveragePool",
          List.of(x),
          poolAttributes(window, window.padding(), Attributes.integer("count_include_pad", 1)));
      return;
    }
    String source = written ? pad(node, x, window.padding(), 0) : x;
    onnx.result(
        node,
        "AveragePool",
        List.of(source),
        poolAttributes(window, rest, Attributes.integer("count_include_pad", 0)));
  }

  /**
   * Sums by a depthwise convolution of ones, then multiplies each position by one over its divisor:
   * for dilated windows, which AveragePool of opset 17 has not, and for padding wider than the
   * kernel.
   */
  private void averageByConvolution(Node node, Op.Pool pool, Padding reach, String x) {
    Window window = pool.window();
    int channels = node.shape().channels();
    String kernel =
        onnx.filled(node, "ones", 1, channels, 1, window.kernelHeight(), window.kernelWidth());
    String sums =
        onnx.part(
            node,
            "Conv",
            "sums",
            List.of(x, kernel),
            Attributes.integers("dilations", window.dilationHeight(), window.dilationWidth()),
            Attributes.integer("group", channels),
            Attributes.integers("kernel_shape", window.kernelHeight(), window.kernelWidth()),
            Attributes.pads(reach),
            Attributes.integers("strides", window.strideHeight(), window.strideWidth()));
    String shares =
        onnx.floats(
            node, "shares", shares(node, pool), 1, 1, node.shape().height(), node.shape().width());
    onnx.result(node, "Mul", List.of(sums, shares));
  }

  /** One over the divisor of each output position; 0 where no pixel counts. */
  private static float[] shares(Node node, Op.Pool pool) {
    Window window = pool.window();
    Padding padding = window.padding();
    Shape in = node.inputShape();
    Shape out = node.shape();
    boolean counted = pool.countIncludePad();
    float[] shares = new float[Math.multiplyExact(out.height(), out.width())];
    for (int y = 0; y < out.height(); y++) {
      int rows =
          taps(
              y * window.strideHeight() - padding.top(),
              window.kernelHeight(),
              window.dilationHeight(),
              counted ? -padding.top() : 0,
              counted ? in.height() + padding.bottom() : in.height());
      for (int x = 0; x < out.width(); x++) {
        int columns =
            taps(
                x * window.strideWidth() - padding.left(),
                window.kernelWidth(),
                window.dilationWidth(),
                counted ? -padding.left() : 0,
                counted ? in.width() + padding.right() : in.width());
        shares[y * out.width() + x] = rows * columns == 0 ? 0 : 1f / (rows * columns);
      }
    }
    return shares;
  }

  /** How many taps of a window that begins at {@code start} lie in {@code low} to {@code high}. */
  private static int taps(int start, int kernel, int dilation, int low, int high) {
    int count = 0;
    for (int tap = 0; tap < kernel; tap++) {
      int position = start + tap * dilation;
      count += position >= low && position < high ? 1 : 0;
    }
    return count;
  }

  private static Padding minus(Padding all, Padding part) {
    return new Padding(
        all.top() - part.top(),
        all.left() - part.left(),
        all.bottom() - part.bottom(),
        all.right() - part.right());
  }

  /** Runtimes refuse padding as wide as the kernel. */
  private static boolean fits(Padding padding, Window window) {
    return Math.max(padding.top(), padding.bottom()) < window.kernelHeight()
        && Math.max(padding.left(), padding.right()) < window.kernelWidth();
  }

  private String pad(Node node, String x, Padding p, double value) {
    String pads = onnx.integers(node, "pads", 0, 0, p.top(), p.left(), 0, 0, p.bottom(), p.right());
    return onnx.part(
        node, "Pad", "padded", List.of(x, pads, onnx.scalar(node, "pad_value", value)));
  }

  private static AttributeProto[] poolAttributes(
      Window window, Padding padding, AttributeProto further) {
    return new AttributeProto[] {
      further,
      Attributes.integers("kernel_shape", window.kernelHeight(), window.kernelWidth()),
      Attributes.pads(padding),
      Attributes.integers("strides", window.strideHeight(), window.strideWidth())
    };
  }
}
