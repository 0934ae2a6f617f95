package convspectrum.formats.onnx.read.operator.layer;

import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.shared.Windows;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.Scatter;
import convspectrum.spec.composite.definition.Pieces;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Slide;
import convspectrum.spec.graph.Window;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** MaxPool, AveragePool and LpPool over one, two or three spatial axes. */
public final class PoolReader {
  private PoolReader() {}

  public static Operator pool(PoolKind kind) {
    return node -> {
      int[] dims = node.dims(0);
      boolean places = node.isUsed(1);
      if (places && Windows.axes(dims) == 3) {
        throw new UnsupportedOpException("places of a pool over three axes");
      }
      Value result = pool(node, window -> op(node, kind, window));
      if (!places) {
        return List.of(result);
      }
      Window window = Windows.window(Windows.sides(node, dims, kernel(node)));
      Node map = node.reshaped(node.node(0), Windows.featureMap(dims));
      Shape pooled = window.pooled(map.shape(), ceils(node));
      Node of = PoolPlaces.of(node, map, pooled, window);
      return List.of(result, OnnxNode.computed(withoutHeight(node, of, dims.length)));
    };
  }

  /** LpPool: (Σ|x|ᵖ)^(1/p) over windows. */
  static Value lpPool(OnnxNode node) {
    int p = power(node);
    boolean ceil = ceils(node);
    return pool(node, window -> new LpPool(p, window, ceil));
  }

  /** GlobalLpPool: (Σ|x|ᵖ)^(1/p) over all places of each channel. */
  static Value globalLpPool(OnnxNode node) {
    Node x = node.node(0);
    Shape shape = x.shape();
    if (shape.rank() < 3) {
      throw new OpException("a pool of " + shape, "expected an axis behind the channels");
    }
    int places = Dims.dim(shape.elements() / shape.dim(0) / shape.dim(1));
    Node row = node.reshaped(x, Shape.of(shape.dim(0), shape.dim(1), 1, places));
    Window all = new Window(1, places, 1, 1, 1, 1, Padding.NONE);
    Node pooled = node.result(new LpPool(power(node), all, false), row);
    int[] dims = new int[shape.rank()];
    Arrays.fill(dims, 1);
    dims[0] = shape.dim(0);
    dims[1] = shape.dim(1);
    return OnnxNode.computed(node.reshaped(pooled, Shape.of(dims)));
  }

  /**
   * Values at the places that indices count through the whole result, zeros elsewhere. A larger
   * output shape has more zeros behind each axis.
   */
  static Value unpool(OnnxNode node) {
    int[] dims = node.dims(0);
    int axes = Windows.axes(dims);
    int[] result = dims.clone();
    List<Slide> sides = Windows.sides(node, dims, kernel(node));
    for (int axis = 0; axis < axes; axis++) {
      Slide side = sides.get(axis);
      long reach = (dims[2 + axis] - 1L) * side.stride() + side.kernel();
      result[2 + axis] = Windows.positive("size", reach - side.before() - side.after());
    }
    Shape shape = Shape.of(result);
    int[] all = {Dims.dim(shape.elements())};
    Node zeros = node.node(Folding.filled(Kind.FLOAT, all, 0), "zeros");
    Shape flat = Shape.of(Dims.dim(Dims.elements(dims)));
    Op scatter = new Scatter(new Scatter.AlongAxis(0), Scatter.Combination.REPLACE);
    Node placed =
        node.result(
            scatter, zeros, node.reshaped(node.node(1), flat), node.reshaped(node.node(0), flat));
    Node unpooled = node.reshaped(placed, shape);
    if (node.has(2)) {
      long[] wanted = node.integers(2, "output_shape");
      for (int axis = 2; axis < result.length; axis++) {
        long more = wanted.length == result.length ? wanted[axis] - result[axis] : -1;
        if (more < 0) {
          throw new OpException(
              "output_shape " + Arrays.toString(wanted), "expected at least " + shape);
        }
        unpooled = Pieces.bordered(node, unpooled, axis, 0, Dims.dim(more), 0);
      }
    }
    return OnnxNode.computed(unpooled);
  }

  private static boolean ceils(OnnxNode node) {
    return node.attributes().integer("ceil_mode", 0) != 0;
  }

  private static long[] kernel(OnnxNode node) {
    int axes = Windows.axes(node.dims(0));
    long[] kernel = node.attributes().integers("kernel_shape");
    if (kernel == null || kernel.length != axes) {
      throw new OpException(
          "kernel_shape " + Arrays.toString(kernel), "expected " + axes + " numbers");
    }
    return kernel;
  }

  private static int power(OnnxNode node) {
    return Windows.positive("p", node.attributes().integer("p", 2));
  }

  private static Value pool(OnnxNode node, Function<Window, Op> op) {
    int[] dims = node.dims(0);
    List<Slide> sides = Windows.sides(node, dims, kernel(node));
    Node x = node.node(0);
    if (Windows.axes(dims) == 3) {
      return OnnxNode.computed(volume(node, x, op, sides));
    }
    Node map = node.reshaped(x, Windows.featureMap(dims));
    Node pooled = node.result(op.apply(Windows.window(sides)), map);
    return OnnxNode.computed(withoutHeight(node, pooled, dims.length));
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
        ceils(node),
        kind == PoolKind.AVERAGE && node.attributes().integer("count_include_pad", 0) != 0);
  }

  /** Pools over height and width, then over depth: all pools of a box are separable. */
  private static Node volume(OnnxNode node, Node x, Function<Window, Op> op, List<Slide> sides) {
    Shape in = x.shape();
    int frames = Dims.dim((long) in.dim(1) * in.dim(2));
    Node flat = node.reshaped(x, Shape.of(in.dim(0), frames, in.dim(3), in.dim(4)));
    Node planes = node.part("planes", op.apply(Windows.window(sides)), flat);
    int height = planes.shape().height();
    int width = planes.shape().width();
    int plane = Math.multiplyExact(height, width);
    Node columns = node.reshaped(planes, Shape.of(in.dim(0), in.dim(1), in.dim(2), plane));
    Window depth = Windows.window(List.of(sides.getFirst(), Slide.POINT));
    Node result = node.result(op.apply(depth), columns);
    return node.reshaped(
        result, Shape.of(in.dim(0), in.dim(1), result.shape().height(), height, width));
  }
}
