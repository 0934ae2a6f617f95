package convspectrum.costmodel.convention;

import convspectrum.spec.composite.AffineGrid;
import convspectrum.spec.composite.ArgExtreme;
import convspectrum.spec.composite.Attention;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.ConvNd;
import convspectrum.spec.composite.DeformConv;
import convspectrum.spec.composite.GridSample;
import convspectrum.spec.composite.IndexedOp;
import convspectrum.spec.composite.LpPool;
import convspectrum.spec.composite.OverlappedBlocks;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.composite.TopK;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.UnaryFunction;

/**
 * A Keras model through TensorFlow's profiler: the statistics registered in {@code
 * tensorflow/python/profiler/internal/flops_registry.py} and beside {@code Conv2D} and {@code
 * BiasAdd}. Fused batch norm, ReLU and resizing are not registered. A bias is an op of its own,
 * {@code BiasAdd}, for convolutions and dense layers alike; a global average is {@code Mean}, 1 per
 * input; a global maximum is not registered. Keras's parameters include moving means and variances.
 */
record Keras() implements Convention {
  @Override
  public Tool tool() {
    return new Tool(
        "keras",
        Unit.FLOP,
        "a MAC is two; bias 1 per output; norms and activations are not counted; pool k² per output; parameters include running statistics");
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Composite composite -> composite(node, CompositeOp.of(composite));
      case Op.Conv conv ->
          Math.addExact(
              Elements.twice(MultiplyAccumulates.of(node)), Elements.bias(node, conv.bias()));
      case Op.Linear linear ->
          Math.addExact(
              Elements.twice(MultiplyAccumulates.of(node)), Elements.bias(node, linear.bias()));
      case Op.MatMul _ -> Elements.twice(MultiplyAccumulates.of(node));
      case Op.Pool pool -> Elements.out(node, pool.window().taps());
      case Op.GlobalPool pool -> pool.kind() == PoolKind.AVERAGE ? Elements.in(node) : 0;
      case Op.Add _, Op.Multiply _ -> Elements.binary(node);
      case Op.Softmax _ -> Elements.in(node, 5);
      case Op.Scale _, Op.ChannelScale _ -> Elements.out(node);
      case Op.Unary unary -> unary(unary.function(), node);
      case Op.Binary binary -> isRegistered(binary.function()) ? Elements.out(node) : 0;
      case Op.Reduce reduce -> reduce(reduce.function(), node);
      case Op.Source _,
          Op.BatchNorm _,
          Op.LayerNorm _,
          Op.Resize _,
          Op.Activation _,
          Op.Where _,
          Op.Movement _ ->
          0;
    };
  }

  private long recorded(Node node, Recorded op) {
    return switch (op.type()) {
      case "Resize" -> 0;
      case "MaxPool", "AveragePool" -> 0;
      case "InstanceNormalization", "GroupNormalization" -> 0;
      default -> Recordings.parts(this, op);
    };
  }

  private static boolean isRegistered(BinaryFunction function) {
    return switch (function) {
      case SUBTRACT, DIVIDE, POWER, MINIMUM, MAXIMUM, EQUAL, GREATER, LESS -> true;
      case QUOTIENT, MODULO, REMAINDER, PRELU -> false;
    };
  }

  private long composite(Node node, CompositeOp op) {
    return switch (op) {
      case ConvNd conv ->
          Math.addExact(
              Elements.twice(MultiplyAccumulates.of(node)), Elements.bias(node, conv.bias()));
      case TransposedConv conv ->
          Math.addExact(Transposed.tensorFlow(conv, node), Elements.bias(node, conv.bias()));
      case Recorded recorded -> recorded(node, recorded);
      case AffineGrid _, DeformConv _, GridSample _, IndexedOp _, LpPool _, TopK _ -> 0;
      // ArgMax compares n - 1 times.
      case ArgExtreme _ -> Elements.in(node) - Elements.out(node);
      case Attention attention ->
          Math.addExact(
              Elements.twice(MultiplyAccumulates.of(node)),
              Math.multiplyExact(5L, attention.products(Elements.inputs(node))));
      case Recurrent recurrent -> Recurrences.keras(recurrent, node);
      case OverlappedBlocks _, RotaryEmbedding _ -> 0;
    };
  }

  private static long unary(UnaryFunction function, Node node) {
    return switch (function) {
      case LOG, RECIPROCAL, NEGATE -> Elements.out(node);
      case ROUND,
          TRUNCATE,
          TAN,
          ASIN,
          ACOS,
          SINH,
          COSH,
          ASINH,
          ACOSH,
          ATANH,
          EXP,
          SQRT,
          ABS,
          ERF,
          FLOOR,
          CEIL,
          SIGN,
          SIN,
          COS,
          ATAN,
          IS_NAN,
          NOT ->
          0;
    };
  }

  /** A sum adds n − 1 times, a mean divides besides; the others are not registered. */
  private static long reduce(Reduction function, Node node) {
    return switch (function) {
      case MEAN -> Elements.in(node);
      case SUM -> Elements.in(node) - Elements.out(node);
      case MAX, MIN, L2, PRODUCT -> 0;
    };
  }

  @Override
  public boolean countsRunningStatistics() {
    return true;
  }
}
