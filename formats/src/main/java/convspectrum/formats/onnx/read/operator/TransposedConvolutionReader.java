package convspectrum.formats.onnx.read.operator;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * ConvTranspose as a 1×1 convolution to all taps of the kernel, which are then added up where they
 * meet: N · Cin · Hin · Win · K² · Cout / groups products, as the op itself does.
 */
final class TransposedConvolutionReader {
  private TransposedConvolutionReader() {}

  /** One side of the output: what lies before and after it is cut off. */
  private record Side(int in, int kernel, int stride, int dilation, int before, int size) {
    /** The side with nothing cut off. */
    int full() {
      return Math.addExact(
          Math.multiplyExact(in - 1, stride), Math.multiplyExact(kernel - 1, dilation) + 1);
    }
  }

  static Value convTranspose(OnnxNode node) {
    int[] dims = node.dims(0);
    int[] w = node.dims(1);
    if (Windows.axes(dims) == 3) {
      throw new UnsupportedOpException("a transposed convolution over three spatial axes");
    }
    int groups = Windows.positive("group", node.attributes().integer("group", 1));
    if (w.length != dims.length || w[0] != dims[1] || w[0] % groups != 0) {
      throw new OpException(
          "weights of %s in %d groups on an input of %s"
              .formatted(Dims.text(w), groups, Dims.text(dims)),
          "expected the weights' first axis to be the channels");
    }
    List<Side> sides = sides(node, dims, w);
    Side rows = sides.getFirst();
    Side columns = sides.getLast();
    int outputs = Math.multiplyExact(w[1], groups);
    Node taps = taps(node, groups, rows.kernel * columns.kernel);
    Node result = overlapped(node, taps, rows, columns);
    if (node.has(2)) {
      Node bias = node.reshaped(node.node(2), Shape.of(outputs, 1, 1));
      result = node.part("biased", new Op.Add(), result, bias);
    }
    return OnnxNode.computed(ConvolutionReader.withoutHeight(node, result, dims.length));
  }

  /** Col2Im: blocks of pixels, (N, C · K², blocks), added up where they meet. */
  static Value columnsToImage(OnnxNode node) {
    int[] dims = node.dims(0);
    long[] image = node.integers(1, "image_shape");
    long[] block = node.integers(2, "block_shape");
    if (dims.length != 3 || image.length != 2 || block.length != 2) {
      throw new UnsupportedOpException("blocks of an image of other than two axes");
    }
    long[] strides = Windows.perAxis(node, "strides", 2, 1);
    long[] dilations = Windows.perAxis(node, "dilations", 2, 1);
    long[] pads = Windows.pads(node, 2);
    Side[] sides = new Side[2];
    for (int i = 0; i < 2; i++) {
      int kernel = Windows.positive("block", block[i]);
      int stride = Windows.positive("stride", strides[i]);
      int dilation = Windows.positive("dilation", dilations[i]);
      int size = Windows.positive("image side", image[i]);
      int before = Dims.dim(pads[i]);
      Windows.Side window =
          new Windows.Side(kernel, stride, dilation, before, Dims.dim(pads[2 + i]));
      sides[i] = new Side(window.steps(size), kernel, stride, dilation, before, size);
    }
    Shape map = Shape.of(dims[0], dims[1], sides[0].in, sides[1].in);
    Node taps = node.reshaped(node.node(0), map);
    return OnnxNode.computed(overlapped(node, taps, sides[0], sides[1]));
  }

  /** (N, C · K², H, W) as windows added up where they meet. */
  private static Node overlapped(OnnxNode node, Node taps, Side rows, Side columns) {
    int kernel = Math.multiplyExact(rows.kernel, columns.kernel);
    Shape shape = taps.shape();
    if (shape.channels() % kernel != 0) {
      throw new OpException(
          "%d channels in blocks of %d".formatted(shape.channels(), kernel), "expected a multiple");
    }
    Node spread = spread(node, spread(node, taps, 2, rows.stride), 3, columns.stride);
    Shape apart =
        Shape.of(
            shape.batch(),
            shape.channels() / kernel,
            kernel,
            spread.shape().height(),
            spread.shape().width());
    Node sum = sum(node, node.reshaped(spread, apart), rows, columns);
    return cut(node, cut(node, sum, 2, rows), 3, columns);
  }

  /** (N, Cout · K², H, W): what each input pixel adds to each tap of its window. */
  private static Node taps(OnnxNode node, int groups, int taps) {
    ConstantTensor weight = node.constant(1, "weight");
    int[] w = weight.dims();
    int inGroup = w[0] / groups;
    int perGroup = Math.multiplyExact(w[1], taps);
    ConstantTensor grouped = Arranging.reshape(weight, groups, inGroup, perGroup);
    ConstantTensor pointwise =
        Arranging.reshape(Arranging.transpose(grouped, 0, 2, 1), groups * perGroup, inGroup, 1, 1);
    Window window = new Window(1, 1, 1, 1, 1, 1, Padding.NONE);
    Node x = node.reshaped(node.node(0), Windows.featureMap(node.dims(0)));
    Op.Conv conv = new Op.Conv(groups * perGroup, window, groups, false);
    return node.result(conv, x, Map.of(ParameterSlot.WEIGHT, pointwise));
  }

  /** {@code stride} − 1 zeros behind every place of an axis but the last. */
  private static Node spread(OnnxNode node, Node x, int axis, int stride) {
    if (stride == 1) {
      return x;
    }
    Shape shape = x.shape();
    int size = shape.dim(axis);
    int[] split = new int[shape.rank() + 1];
    for (int i = 0; i < split.length; i++) {
      split[i] = i <= axis ? shape.dim(i) : i == axis + 1 ? 1 : shape.dim(i - 1);
    }
    Node single = node.reshaped(x, Shape.of(split));
    split[axis + 1] = stride - 1;
    Node zeros = node.node(Folding.filled(Kind.FLOAT, split, 0), "zeros");
    Node wide = Selection.join(node, List.of(single, zeros), axis + 1);
    Node flat = node.reshaped(wide, shape.with(axis, Math.multiplyExact(size, stride)));
    return Selection.slice(node, flat, axis, 0, (size - 1) * stride + 1);
  }

  /** Adds up all taps at their places. */
  private static Node sum(OnnxNode node, Node taps, Side rows, Side columns) {
    Shape shape = taps.shape();
    Shape map = Shape.of(shape.dim(0), shape.dim(1), shape.dim(3), shape.dim(4));
    List<Node> placed = new ArrayList<>();
    for (int i = 0; i < rows.kernel; i++) {
      for (int j = 0; j < columns.kernel; j++) {
        int tap = i * columns.kernel + j;
        Node one = node.reshaped(Selection.slice(node, taps, 2, tap, tap + 1), map);
        int top = i * rows.dilation;
        int left = j * columns.dilation;
        Padding padding =
            new Padding(
                top, left, rows.full() - map.height() - top, columns.full() - map.width() - left);
        placed.add(
            padding.equals(Padding.NONE) ? one : node.part("placed", new Op.Pad(padding, 0), one));
      }
    }
    return placed.size() == 1
        ? placed.getFirst()
        : node.part("sum", new Op.Add(), placed.toArray(Node[]::new));
  }

  /** The side from {@code before} on; zeros where it reaches beyond what the taps cover. */
  private static Node cut(OnnxNode node, Node x, int axis, Side side) {
    int full = x.shape().dim(axis);
    int[] border = {Math.max(-side.before, 0), Math.max(side.before + side.size - full, 0)};
    Node wide = Selection.bordered(node, x, axis, border, 0);
    int start = Math.max(side.before, 0);
    return Selection.slice(node, wide, axis, start, start + side.size);
  }

  private static List<Side> sides(OnnxNode node, int[] dims, int[] w) {
    int axes = dims.length - 2;
    long[] strides = Windows.perAxis(node, "strides", axes, 1);
    long[] dilations = Windows.perAxis(node, "dilations", axes, 1);
    long[] more = Windows.perAxis(node, "output_padding", axes, 0);
    long[] pads = Windows.pads(node, axes);
    long[] sizes = node.attributes().integers("output_shape");
    if (sizes != null && sizes.length < axes) {
      throw new OpException(
          "output_shape " + Arrays.toString(sizes), "expected " + axes + " sizes");
    }
    String auto = node.attributes().text("auto_pad", "NOTSET");
    List<Side> sides = new ArrayList<>();
    if (axes == 1) {
      sides.add(new Side(1, 1, 1, 1, 0, 1));
    }
    for (int i = 0; i < axes; i++) {
      int stride = Windows.positive("stride", strides[i]);
      int dilation = Windows.positive("dilation", dilations[i]);
      int kernel = Windows.positive("kernel", w[2 + i]);
      Side whole = new Side(dims[2 + i], kernel, stride, dilation, 0, 1);
      long full = whole.full() + more[i];
      long size;
      long before;
      if (sizes != null || auto.startsWith("SAME")) {
        size = sizes != null ? sizes[sizes.length - axes + i] : (long) dims[2 + i] * stride;
        long cut = full - size;
        before = auto.equals("SAME_UPPER") ? Math.floorDiv(cut, 2) : cut - Math.floorDiv(cut, 2);
      } else {
        before = pads[i];
        size = full - pads[i] - pads[axes + i];
      }
      if (size < 1 || size > 1 << 24 || Math.abs(before) > 1 << 24) {
        throw new OpException("an output side of " + size, "expected 1 to " + (1 << 24));
      }
      sides.add(new Side(whole.in, kernel, stride, dilation, (int) before, (int) size));
    }
    return sides;
  }
}
