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
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Reduction;
import convspectrum.spec.graph.UnaryFunction;

/**
 * onnx-tool: {@code onnx_tool/node.py}, on the ONNX form of the graph. Its weights per element:
 * add, multiply and compare 1, divide 4, square root 24, exponential 32. So batch norm is 1 + 24 +
 * 4 + 1 + 1 = 31, softmax 32 + 4, a sigmoid 32, hyperbolic tangent two exponentials. Functions that
 * ONNX composes are their parts where the tool knows these (SiLU: sigmoid and multiply); it has no
 * figure for ELU, SELU, the error function of GELU, softplus and mish, nor for a global maximum,
 * which are 0. Layer norm is 7 per element and 29 per row.
 */
record OnnxTool() implements Convention {
  private static final int ADD = 1;
  private static final int MULTIPLY = 1;
  private static final int COMPARE = 1;
  private static final int DIVIDE = 4;
  private static final int SQUARE_ROOT = 24;
  private static final int EXPONENTIAL = 32;

  @Override
  public Tool tool() {
    return new Tool(
        "onnx-tool",
        Unit.MAC,
        "bias 1 per output; batch norm 31 per element, ReLU 1, pool k² per output");
  }

  @Override
  public long operations(Node node) {
    return switch (node.op()) {
      case Op.Composite composite -> composite(node, CompositeOp.of(composite));
      case Op.Conv conv ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, conv.bias()));
      case Op.Linear linear ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, linear.bias()));
      case Op.MatMul _ -> MultiplyAccumulates.of(node);
      case Op.LayerNorm norm -> layerNorm(node, norm);
      case Op.BatchNorm _ -> Elements.in(node, ADD + SQUARE_ROOT + DIVIDE + MULTIPLY + ADD);
      case Op.Activation activation -> Elements.out(node, activation(activation.function()));
      case Op.Pool pool -> Elements.out(node, pool.window().taps());
      case Op.GlobalPool pool ->
          pool.kind() == PoolKind.AVERAGE
              ? Math.addExact(Elements.in(node), Elements.out(node, DIVIDE))
              : 0;
      case Op.Add _, Op.Multiply _ -> Elements.binary(node);
      case Op.Resize resize ->
          Elements.out(node, resize.interpolation() == Interpolation.NEAREST ? 0 : 4);
      case Op.Softmax _ -> Elements.out(node, EXPONENTIAL + DIVIDE);
      case Op.Scale _, Op.ChannelScale _ -> Elements.out(node);
      case Op.Unary unary -> Elements.out(node, unary(unary.function()));
      case Op.Binary binary -> Elements.out(node, binary(binary.function()));
      case Op.Where _ -> Elements.out(node, COMPARE);
      case Op.Reduce reduce -> reduce(reduce.function(), node);
      case Op.Source _, Op.Movement _ -> 0;
    };
  }

  private long recorded(Node node, Recorded op) {
    return switch (op.type()) {
      case "Resize" -> Elements.out(node, Recordings.interpolation(op, 0, 4, 8));
      case "MaxPool", "AveragePool" -> Elements.out(node, Recordings.taps(op));
      default -> Recordings.parts(this, op);
    };
  }

  private long composite(Node node, CompositeOp op) {
    return switch (op) {
      case ConvNd conv ->
          Math.addExact(MultiplyAccumulates.of(node), Elements.bias(node, conv.bias()));
      case TransposedConv conv ->
          Math.addExact(
              Transposed.perOutput(conv, node, conv.outChannels() / conv.groups()),
              Elements.bias(node, conv.bias()));
      case Recorded recorded -> recorded(node, recorded);
      case AffineGrid _, DeformConv _, GridSample _, IndexedOp _, LpPool _, ArgExtreme _, TopK _ ->
          0;
      case Attention attention ->
          Math.addExact(
              MultiplyAccumulates.of(node),
              Math.multiplyExact(
                  (long) EXPONENTIAL + DIVIDE, attention.products(Elements.inputs(node))));
      case Recurrent recurrent -> Recurrences.onnxTool(recurrent, node);
      case OverlappedBlocks _, RotaryEmbedding _ -> 0;
    };
  }

  private static int activation(ActivationFunction function) {
    return switch (function) {
      case RELU -> COMPARE;
      case RELU6, CLIP -> 2 * COMPARE;
      case LEAKY_RELU -> MULTIPLY + COMPARE;
      case SIGMOID -> EXPONENTIAL;
      case HARD_SIGMOID -> MULTIPLY + ADD + 2 * COMPARE;
      case TANH -> 2 * EXPONENTIAL;
      case SILU -> EXPONENTIAL + MULTIPLY;
      case HARD_SWISH -> MULTIPLY + ADD + 2 * COMPARE + MULTIPLY;
      case ELU, SELU, GELU, GELU_TANH, MISH, SOFTPLUS -> 0;
    };
  }

  private static int unary(UnaryFunction function) {
    return switch (function) {
      case EXP -> EXPONENTIAL;
      case SQRT -> SQUARE_ROOT;
      case RECIPROCAL -> DIVIDE;
      case ABS, NEGATE -> ADD;
      case LOG,
          ROUND,
          TRUNCATE,
          TAN,
          ASIN,
          ACOS,
          SINH,
          COSH,
          ASINH,
          ACOSH,
          ATANH,
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

  private static int binary(BinaryFunction function) {
    return switch (function) {
      case SUBTRACT -> ADD;
      case DIVIDE -> DIVIDE;
      case QUOTIENT -> DIVIDE;
      case MODULO, REMAINDER -> 0;
      case POWER -> EXPONENTIAL;
      case MINIMUM, MAXIMUM, EQUAL, GREATER, LESS -> COMPARE;
      case PRELU -> COMPARE + MULTIPLY;
    };
  }

  private static long reduce(Reduction function, Node node) {
    return switch (function) {
      case MEAN -> Math.addExact(Elements.in(node), Elements.out(node, DIVIDE));
      case SUM, MAX, MIN, PRODUCT -> Elements.in(node);
      case L2 -> Math.addExact(Elements.in(node, MULTIPLY + ADD), Elements.out(node, SQUARE_ROOT));
    };
  }

  /** 3 multiplications and 4 additions per element; add, square root and divide per row. */
  private static long layerNorm(Node node, Op.LayerNorm norm) {
    long rows = Elements.in(node) / node.inputShape().dim(norm.axes().getFirst());
    return Math.addExact(
        Elements.in(node, 3 * MULTIPLY + 4 * ADD),
        Math.multiplyExact(rows, ADD + SQUARE_ROOT + DIVIDE));
  }
}
