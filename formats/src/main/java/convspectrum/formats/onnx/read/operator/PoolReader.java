package convspectrum.formats.onnx.read.operator;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import java.util.List;

/** MaxPool and AveragePool over one, two or three spatial axes. */
final class PoolReader {
  private PoolReader() {}

  static Operator.Single pool(PoolKind kind) {
    return node -> {
      int[] dims = node.dims(0);
      int axes = Windows.axes(dims);
      long[] kernel = node.attributes().integers("kernel_shape");
      if (kernel == null || kernel.length != axes) {
        throw new OpException(
            "kernel_shape " + Arrays.toString(kernel), "expected " + axes + " numbers");
      }
      List<Windows.Side> sides = Windows.sides(node, dims, kernel);
      Node x = node.node(0);
      Node result;
      if (axes == 3) {
        result = volume(node, x, kind, sides);
      } else {
        Node map = node.reshaped(x, Windows.featureMap(dims));
        Node pooled = node.result(op(node, kind, Windows.window(sides)), map);
        result = withoutHeight(node, pooled, dims.length);
      }
      return OnnxNode.computed(result);
    };
  }

  private static Node withoutHeight(OnnxNode node, Node result, int rank) {
    Shape shape = result.shape();
    return rank == 4
        ? result
        : node.reshaped(result, Shape.of(shape.batch(), shape.channels(), shape.width()));
  }

  private static Op.Pool op(OnnxNode node, PoolKind kind, Window window) {
    return new Op.Pool(
        kind,
        window,
        node.attributes().integer("ceil_mode", 0) != 0,
        kind == PoolKind.AVERAGE && node.attributes().integer("count_include_pad", 0) != 0);
  }

  /** Over height and width, then over depth: the largest and the mean of a box are separable. */
  private static Node volume(OnnxNode node, Node x, PoolKind kind, List<Windows.Side> sides) {
    Shape in = x.shape();
    int frames = Dims.dim((long) in.dim(1) * in.dim(2));
    Node flat = node.reshaped(x, Shape.of(in.dim(0), frames, in.dim(3), in.dim(4)));
    Node planes = node.part("planes", op(node, kind, Windows.window(sides)), flat);
    int height = planes.shape().height();
    int width = planes.shape().width();
    int plane = Math.multiplyExact(height, width);
    Node columns = node.reshaped(planes, Shape.of(in.dim(0), in.dim(1), in.dim(2), plane));
    Window depth = Windows.window(List.of(sides.getFirst(), Windows.Side.POINT));
    Node result = node.result(op(node, kind, depth), columns);
    return node.reshaped(
        result, Shape.of(in.dim(0), in.dim(1), result.shape().height(), height, width));
  }
}
