package convspectrum.formats.onnx.read.operator.arrange;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Selection;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pad, of any axes and mode; negative pads cut off. */
final class PadReader {
  private static final int MAX_PAD = 1 << 20;

  private PadReader() {}

  static Value pad(OnnxNode node) {
    int rank = node.dims(0).length;
    int[][] pads = pads(node, rank);
    if (node.isConstant(0)) {
      return OnnxNode.constant(folded(node, pads));
    }
    Node x = node.node(0);
    for (int axis = 0; axis < rank; axis++) {
      int size = x.shape().dim(axis);
      int start = Math.max(-pads[0][axis], 0);
      int end = size - Math.max(-pads[1][axis], 0);
      x = Pieces.slice(node, x, axis, start, end);
      pads[0][axis] = Math.max(pads[0][axis], 0);
      pads[1][axis] = Math.max(pads[1][axis], 0);
    }
    String mode = node.attributes().text("mode", "constant");
    return OnnxNode.computed(
        switch (mode) {
          case "constant" -> constant(node, x, pads);
          case "reflect", "edge", "wrap" -> {
            for (int axis = 0; axis < rank; axis++) {
              int[] places = places(mode, x.shape().dim(axis), pads[0][axis], pads[1][axis]);
              x = Selection.take(node, x, axis, places);
            }
            yield x;
          }
          default -> throw new UnsupportedOpException("mode '" + mode + "'");
        });
  }

  /** Pads a constant, such as a table of positions. */
  private static ConstantTensor folded(OnnxNode node, int[][] pads) {
    ConstantTensor x = node.constant(0, "operand");
    String mode = node.attributes().text("mode", "constant");
    for (int axis = 0; axis < pads[0].length; axis++) {
      int size = x.dims()[axis];
      int start = Math.clamp(-(long) pads[0][axis], 0, size);
      int end = Math.clamp(size + (long) Math.min(pads[1][axis], 0), start, size);
      int before = Math.max(pads[0][axis], 0);
      int after = Math.max(pads[1][axis], 0);
      ConstantTensor kept = Arranging.take(x, axis, IntStream.range(start, end).toArray());
      if (mode.equals("constant")) {
        ConstantTensor left = border(node, kept, axis, before);
        x = Arranging.concat(List.of(left, kept, border(node, kept, axis, after)), axis);
      } else {
        x = Arranging.take(kept, axis, places(mode, end - start, before, after));
      }
    }
    return x;
  }

  private static ConstantTensor border(OnnxNode node, ConstantTensor x, int axis, int size) {
    int[] dims = x.dims().clone();
    dims[axis] = size;
    return Folding.filled(x.kind(), dims, value(node));
  }

  /**
   * Cuts or pads axes with zeros to a size, equally on both sides; of an odd number one place more
   * behind.
   */
  static Value centred(OnnxNode node) {
    Node x = node.node(0);
    int rank = x.shape().rank();
    long[] axes = node.attributes().integers("axes");
    long[] sizes = node.integers(1, "shape");
    if (sizes.length != (axes == null ? rank : axes.length)) {
      throw new OpException(
          "shape " + Arrays.toString(sizes) + " of " + x.shape(), "expected one size per axis");
    }
    for (int i = 0; i < sizes.length; i++) {
      int axis = axes == null ? i : Dims.axis(axes[i], rank);
      int size = x.shape().dim(axis);
      int wanted = Windows.positive("size", sizes[i]);
      int start = Math.max(size - wanted, 0) / 2;
      x = Pieces.slice(node, x, axis, start, start + Math.min(size, wanted));
      int before = Math.max(wanted - size, 0) / 2;
      int[] border = {before, Math.max(wanted - size, 0) - before};
      x = Pieces.bordered(node, x, axis, border[0], border[1], 0);
    }
    return OnnxNode.computed(x);
  }

  /** Pads before and after each axis: an attribute up to opset 10, then an input. */
  private static int[][] pads(OnnxNode node, int rank) {
    long[] given = node.integers("pads", 1);
    long[] axes = node.has(3) ? node.integers(3, "axes") : null;
    int count = axes == null ? rank : axes.length;
    if (given == null || given.length != 2 * count) {
      throw new OpException(
          "pads " + (given == null ? "missing" : Arrays.toString(given)),
          "expected " + 2 * count + " numbers");
    }
    int[][] pads = new int[2][rank];
    for (int i = 0; i < given.length; i++) {
      int axis = axes == null ? i % count : Dims.axis(axes[i % count], rank);
      if (Math.abs(given[i]) > MAX_PAD) {
        throw new OpException("pad " + given[i], "expected at most " + MAX_PAD);
      }
      pads[i / count][axis] = (int) given[i];
    }
    return pads;
  }

  private static Node constant(OnnxNode node, Node x, int[][] pads) {
    double value = value(node);
    int rank = x.shape().rank();
    boolean spatial = rank == 4 && pads[0][0] + pads[1][0] + pads[0][1] + pads[1][1] == 0;
    if (spatial) {
      Padding padding = new Padding(pads[0][2], pads[0][3], pads[1][2], pads[1][3]);
      return padding.equals(Padding.NONE) ? x : node.result(new Op.Pad(padding, value), x);
    }
    Node padded = x;
    for (int axis = 0; axis < rank; axis++) {
      int[] border = {pads[0][axis], pads[1][axis]};
      padded = Pieces.bordered(node, padded, axis, border[0], border[1], value);
    }
    return padded;
  }

  private static double value(OnnxNode node) {
    if (!node.has(2)) {
      return node.attributes().number("value", 0);
    }
    float[] value = node.numbers(2, "value");
    if (value.length != 1) {
      throw new OpException("a value of " + value.length + " elements", "expected one");
    }
    return value[0];
  }

  private static int[] places(String mode, int size, int before, int after) {
    if (size == 0 && before + after > 0) {
      throw new OpException("mode '" + mode + "' of an axis without elements", "expected some");
    }
    int[] places = new int[Selection.requireTable((long) before + size + after)];
    for (int i = 0; i < places.length; i++) {
      int place = i - before;
      places[i] =
          switch (mode) {
            case "edge" -> Math.clamp(place, 0, size - 1);
            case "wrap" -> Math.floorMod(place, size);
            case "reflect" -> reflected(place, size);
            default -> throw new UnsupportedOpException("mode '" + mode + "'");
          };
    }
    return places;
  }

  /** Mirrored at the outermost pixels, which are not repeated. */
  private static int reflected(int place, int size) {
    if (size == 1) {
      return 0;
    }
    int period = 2 * (size - 1);
    int folded = Math.floorMod(place, period);
    return folded < size ? folded : period - folded;
  }
}
