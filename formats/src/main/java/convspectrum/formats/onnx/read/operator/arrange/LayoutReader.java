package convspectrum.formats.onnx.read.operator.arrange;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.PrintableNames;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Ops that change the shape or the order of elements. */
final class LayoutReader {
  private LayoutReader() {}

  /**
   * Reshape: 0 keeps the input's size, unless {@code allowzero} is set; −1 is the size that is
   * left.
   */
  static Value reshape(OnnxNode node) {
    long[] target = node.integers("shape", 1);
    if (target == null) {
      throw new OpException("input 1 is missing", "expected a shape");
    }
    int[] dims = node.dims(0);
    boolean copies = node.attributes().integer("allowzero", 0) == 0;
    int[] shape = new int[target.length];
    int open = -1;
    long known = 1;
    for (int i = 0; i < shape.length; i++) {
      if (target[i] == -1 && open < 0) {
        open = i;
        continue;
      }
      if (target[i] == 0 && copies && i >= dims.length) {
        throw new OpException("shape " + Arrays.toString(target) + " of " + Dims.text(dims), "");
      }
      shape[i] = target[i] == 0 && copies ? dims[i] : Dims.dim(target[i]);
      known = Math.multiplyExact(known, (long) shape[i]);
    }
    if (open >= 0) {
      long elements = Dims.elements(dims);
      if (known == 0 || elements % known != 0) {
        throw new OpException(
            "%s (%d elements) does not go into %s"
                .formatted(Dims.text(dims), elements, Arrays.toString(target)),
            "");
      }
      shape[open] = Dims.dim(elements / known);
    }
    return to(node, shape);
  }

  static Value flatten(OnnxNode node) {
    int[] dims = node.dims(0);
    long axis = node.attributes().integer("axis", 1);
    int end = axis == dims.length ? dims.length : Dims.axis(axis, dims.length);
    long rows = Dims.elements(Arrays.copyOf(dims, end));
    long columns = Dims.elements(Arrays.copyOfRange(dims, end, dims.length));
    return to(node, new int[] {Dims.dim(rows), Dims.dim(columns)});
  }

  static Value squeeze(OnnxNode node) {
    int[] dims = node.dims(0);
    long[] given = node.integers("axes", 1);
    boolean[] dropped = new boolean[dims.length];
    if (given == null) {
      for (int i = 0; i < dims.length; i++) {
        dropped[i] = dims[i] == 1;
      }
    } else {
      for (long axis : given) {
        int i = Dims.axis(axis, dims.length);
        if (dims[i] != 1) {
          throw new OpException(
              "axis %d of %s squeezed".formatted(axis, Dims.text(dims)), "expected size 1");
        }
        dropped[i] = true;
      }
    }
    return to(
        node, IntStream.range(0, dims.length).filter(i -> !dropped[i]).map(i -> dims[i]).toArray());
  }

  static Value unsqueeze(OnnxNode node) {
    int[] dims = node.dims(0);
    long[] axes = node.integers("axes", 1);
    if (axes == null || axes.length > 64) {
      throw new OpException("axes " + Arrays.toString(axes), "expected the new axes");
    }
    int rank = dims.length + axes.length;
    boolean[] added = new boolean[rank];
    for (long axis : axes) {
      int i = Dims.axis(axis, rank);
      if (added[i]) {
        throw new OpException("axes " + Arrays.toString(axes), "expected each axis once");
      }
      added[i] = true;
    }
    int[] shape = new int[rank];
    int next = 0;
    for (int i = 0; i < rank; i++) {
      shape[i] = added[i] ? 1 : dims[next++];
    }
    return to(node, shape);
  }

  private static Value to(OnnxNode node, int[] shape) {
    if (node.isConstant(0)) {
      return OnnxNode.constant(Arranging.reshape(node.constant(0, "operand"), shape));
    }
    return OnnxNode.computed(node.result(new Op.Reshape(Shape.of(shape)), node.node(0)));
  }

  static Value transpose(OnnxNode node) {
    int rank = node.dims(0).length;
    long[] given = node.attributes().integers("perm");
    int[] order =
        given == null
            ? IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()
            : Arrays.stream(given).mapToInt(Dims::dim).toArray();
    if (node.isConstant(0)) {
      return OnnxNode.constant(Arranging.transpose(node.constant(0, "operand"), order));
    }
    return OnnxNode.computed(
        node.result(new Op.Transpose(Arrays.stream(order).boxed().toList()), node.node(0)));
  }

  /** Channels become blocks of pixels: mode DCR takes the block from the front of the channels. */
  static Value depthToSpace(OnnxNode node) {
    Shape s = requireFeatureMap(node);
    int b = block(node);
    boolean blockFirst = isBlockFirst(node);
    int depth = s.channels() / (b * b);
    if (depth * b * b != s.channels()) {
      throw new OpException(s.channels() + " channels in blocks of " + b + "x" + b, "");
    }
    Shape parts =
        blockFirst
            ? Shape.of(s.batch(), b, b, depth, s.height(), s.width())
            : Shape.of(s.batch(), depth, b, b, s.height(), s.width());
    List<Integer> order = blockFirst ? List.of(0, 3, 4, 1, 5, 2) : List.of(0, 1, 4, 2, 5, 3);
    Node moved = node.part("moved", new Op.Transpose(order), node.reshaped(node.node(0), parts));
    Shape shape = Shape.of(s.batch(), depth, s.height() * b, s.width() * b);
    return OnnxNode.computed(node.result(new Op.Reshape(shape), moved));
  }

  /** Blocks of pixels become channels: DCR puts the block in front of the channels, CRD behind. */
  static Value spaceToDepth(OnnxNode node) {
    Shape s = requireFeatureMap(node);
    int b = block(node);
    int rows = s.height() / b;
    int columns = s.width() / b;
    if (rows * b != s.height() || columns * b != s.width()) {
      throw new OpException(s + " in blocks of " + b + "x" + b, "");
    }
    Shape parts = Shape.of(s.batch(), s.channels(), rows, b, columns, b);
    List<Integer> order =
        isBlockFirst(node) ? List.of(0, 3, 5, 1, 2, 4) : List.of(0, 1, 3, 5, 2, 4);
    Node moved = node.part("moved", new Op.Transpose(order), node.reshaped(node.node(0), parts));
    Shape shape = Shape.of(s.batch(), s.channels() * b * b, rows, columns);
    return OnnxNode.computed(node.result(new Op.Reshape(shape), moved));
  }

  private static boolean isBlockFirst(OnnxNode node) {
    String mode = node.attributes().text("mode", "DCR");
    return switch (mode) {
      case "DCR" -> true;
      case "CRD" -> false;
      default -> throw new OpException("mode '" + PrintableNames.shown(mode) + "'", "DCR or CRD");
    };
  }

  private static Shape requireFeatureMap(OnnxNode node) {
    Shape shape = node.node(0).shape();
    if (shape.rank() != 4) {
      throw new OpException("an input of " + shape, "expected (N, C, H, W)");
    }
    return shape;
  }

  private static int block(OnnxNode node) {
    long block = node.attributes().integer("blocksize", 0);
    if (block < 1 || block > 1 << 12) {
      throw new OpException("blocksize " + block, "expected 1 to " + (1 << 12));
    }
    return (int) block;
  }
}
