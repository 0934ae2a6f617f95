package convspectrum.formats.onnx.read.operator.elementwise;

import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reductions; axes are an attribute, or since opset 13 or 18 an input. */
public final class ReductionReader {
  private static final List<Integer> SPATIAL = List.of(2, 3);

  private ReductionReader() {}

  /** A reduction that the graph has an op for. */
  public static Operator of(Reduction function) {
    return Operator.single(node -> reduce(node, function));
  }

  /** A global pool: a reduction over all axes behind the channels, which get size 1. */
  public static Operator global(Reduction function) {
    return Operator.single(node -> {
      Node x = node.node(0);
      List<Integer> axes = IntStream.range(2, x.shape().rank()).boxed().toList();
      return OnnxNode.computed(node.result(op(function, axes, x.shape()), x));
    });
  }

  /** ReduceL1: Σ|x|. */
  static Value l1(OnnxNode node) {
    return composed(node, new Op.Unary(UnaryFunction.ABS), Math::abs, null, value -> value);
  }

  /** ReduceLogSum: ln Σx. */
  static Value logSum(OnnxNode node) {
    return composed(node, null, value -> value, new Op.Unary(UnaryFunction.LOG), Math::log);
  }

  /** ReduceLogSumExp: max + ln Σ e^(x − max), whose powers do not overflow. */
  static Value logSumExp(OnnxNode node) {
    if (isNothing(node)) {
      return node.input(0);
    }
    if (node.isConstant(0)) {
      return composed(node, null, Math::exp, null, Math::log);
    }
    Node x = node.node(0);
    List<Integer> axes = axes(node);
    Node largest = node.part("largest", new Op.Reduce(Reduction.MAX, axes), x);
    // Of infinities alone the difference would be no number.
    Node lowest = node.node(ConstantTensor.number(-Float.MAX_VALUE), "lowest");
    Node shift = node.part("shift", new Op.Binary(BinaryFunction.MAXIMUM), largest, lowest);
    Node shifted = node.part("shifted", new Op.Binary(BinaryFunction.SUBTRACT), x, shift);
    Node powers = node.part("powers", new Op.Unary(UnaryFunction.EXP), shifted);
    Node sum = node.part("sum", new Op.Reduce(Reduction.SUM, axes), powers);
    Node log = node.part("log", new Op.Unary(UnaryFunction.LOG), sum);
    return shaped(node, node.result(new Op.Add(), log, shift), axes, x.shape());
  }

  /** ReduceSumSquare: Σx². */
  static Value sumOfSquares(OnnxNode node) {
    if (node.isConstant(0)) {
      return composed(node, null, value -> value * value, null, value -> value);
    }
    Node x = node.node(0);
    return shaped(
        node, summed(node, node.part("square", new Op.Multiply(), x, x)), axes(node), x.shape());
  }

  /** A sum with a function before it and one behind it, as ops and as what they compute. */
  private static Value composed(
      OnnxNode node,
      @Nullable Op before,
      DoubleUnaryOperator realBefore,
      @Nullable Op after,
      DoubleUnaryOperator realAfter) {
    if (node.isConstant(0)) {
      ConstantTensor x = node.constant(0, "operand");
      ConstantTensor terms = Folding.unary(x, x.kind(), realBefore);
      ConstantTensor sum = fold(terms, axes(node), Reduction.SUM);
      return OnnxNode.constant(folded(node, Folding.unary(sum, x.kind(), realAfter)));
    }
    Node x = node.node(0);
    Node sum = summed(node, before == null ? x : node.part("before", before, x));
    Node result = after == null ? sum : node.part("after", after, sum);
    return shaped(node, result, axes(node), x.shape());
  }

  private static Node summed(OnnxNode node, Node x) {
    return node.result(new Op.Reduce(Reduction.SUM, axes(node)), x);
  }

  private static Value reduce(OnnxNode node, Reduction function) {
    if (isNothing(node)) {
      return node.input(0);
    }
    List<Integer> axes = axes(node);
    if (node.isConstant(0)) {
      return OnnxNode.constant(folded(node, fold(node.constant(0, "operand"), axes, function)));
    }
    Node x = node.node(0);
    return shaped(node, node.result(op(function, axes, x.shape()), x), axes, x.shape());
  }

  /** A global pool where it is one. */
  private static Op op(Reduction function, List<Integer> axes, Shape shape) {
    boolean plane = shape.rank() == 4 && axes.equals(SPATIAL);
    return switch (function) {
      case MEAN -> plane ? new Op.GlobalPool(PoolKind.AVERAGE) : new Op.Reduce(function, axes);
      case MAX -> plane ? new Op.GlobalPool(PoolKind.MAX) : new Op.Reduce(function, axes);
      case SUM, MIN, L2, PRODUCT -> new Op.Reduce(function, axes);
    };
  }

  private static ConstantTensor fold(ConstantTensor x, List<Integer> axes, Reduction function) {
    double count = 1;
    for (int axis : axes) {
      count *= x.dims()[axis];
    }
    double divisor = count;
    return switch (function) {
      case SUM -> Folding.reduce(x, axes, 0, Double::sum);
      case MEAN ->
          Folding.unary(
              Folding.reduce(x, axes, 0, Double::sum), x.kind(), value -> value / divisor);
      case MAX -> Folding.reduce(x, axes, Double.NEGATIVE_INFINITY, Math::max);
      case MIN -> Folding.reduce(x, axes, Double.POSITIVE_INFINITY, Math::min);
      case L2 ->
          Folding.unary(
              Folding.reduce(x, axes, 0, (sum, value) -> sum + value * value),
              Kind.FLOAT,
              Math::sqrt);
      case PRODUCT -> Folding.reduce(x, axes, 1, (a, b) -> a * b);
    };
  }

  private static ConstantTensor folded(OnnxNode node, ConstantTensor kept) {
    return keepsAxes(node) ? kept : Arranging.reshape(kept, without(node.dims(0), axes(node)));
  }

  private static Value shaped(OnnxNode node, Node kept, List<Integer> axes, Shape input) {
    return OnnxNode.computed(
        keepsAxes(node) ? kept : node.reshaped(kept, Shape.of(without(input.toArray(), axes))));
  }

  private static boolean keepsAxes(OnnxNode node) {
    return node.attributes().integer("keepdims", 1) != 0;
  }

  private static int[] without(int[] dims, List<Integer> axes) {
    return IntStream.range(0, dims.length)
        .filter(axis -> !axes.contains(axis))
        .map(axis -> dims[axis])
        .toArray();
  }

  /** Whether the reduction is over no axes. */
  private static boolean isNothing(OnnxNode node) {
    long[] given = node.integers("axes", 1);
    boolean allowed = node.attributes().integer("noop_with_empty_axes", 0) != 0;
    return allowed && (given == null || given.length == 0);
  }

  /** The axes in ascending order; all axes where none are given. */
  private static List<Integer> axes(OnnxNode node) {
    int rank = node.dims(0).length;
    long[] given = node.integers("axes", 1);
    boolean nothing = isNothing(node);
    if (given == null || given.length == 0) {
      if (nothing) {
        return List.of();
      }
      return IntStream.range(0, rank).boxed().toList();
    }
    List<Integer> axes =
        Arrays.stream(given).mapToInt(axis -> Dims.axis(axis, rank)).sorted().boxed().toList();
    if (axes.stream().distinct().count() != axes.size()) {
      throw new OpException("axes " + Arrays.toString(given), "expected each axis once");
    }
    return axes;
  }
}
