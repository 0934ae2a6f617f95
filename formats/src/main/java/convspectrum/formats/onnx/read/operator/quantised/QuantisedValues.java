package convspectrum.formats.onnx.read.operator.quantised;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.read.constant.Arranging;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.ElementType;
import convspectrum.formats.onnx.read.node.Form;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Quantisation;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.BinaryFunction;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns the integers of a model into the real numbers that stand for them in the graph, and back.
 */
final class QuantisedValues {
  static final ConstantTensor ONE = ConstantTensor.number(1);
  static final ConstantTensor ZERO =
      Folding.filled(Kind.INTEGER, new int[0], 0).ofType(DataType.UINT8_VALUE);

  private QuantisedValues() {}

  /**
   * The real numbers (q − zero) · scale of an input.
   *
   * @param scale the input that is their scale, and {@code zero} the one that is their zero point;
   *     both are left out of the count
   * @param axis along which there may be several
   */
  static Value real(OnnxNode node, int input, int scale, int zero, int axis) {
    node.leaveOut(scale);
    node.leaveOut(zero);
    ScaleRules.requireScales(node, scale);
    ScaleRules.requireZeros(node, zero, input);
    int[] dims = node.dims(input);
    boolean fixed = node.isConstant(scale) && (!node.has(zero) || node.isConstant(zero));
    if (!fixed) {
      Node shifted = shifted(node, integersOf(node, input), dims, zero, axis);
      return OnnxNode.computed(scaled(node, shifted, dims, scale, axis));
    }
    if (node.isConstant(input)) {
      node.countAsReal(input);
      return OnnxNode.constant(
          Folding.dequantised(
              node.constant(input, "operand"),
              along(node, scale, dims, axis),
              node.has(zero) ? along(node, zero, dims, axis) : null));
    }
    if (node.input(input) instanceof Value.Computed(Node x, _, Quantisation.Affine known)
        && known.means(affine(node, scale, zero, dims, axis))) {
      return OnnxNode.computed(x);
    }
    Node shifted = shifted(node, integersOf(node, input), dims, zero, axis);
    return OnnxNode.computed(scaled(node, shifted, dims, scale, axis));
  }

  /** The integers q − zero of an input, on a scale of 1. */
  static Value shifted(OnnxNode node, int input, int zero, int axis) {
    node.leaveOut(zero);
    ScaleRules.requireZeros(node, zero, input);
    int[] dims = node.dims(input);
    if (node.isConstant(input) && (!node.has(zero) || node.isConstant(zero))) {
      node.countAsReal(input);
      return OnnxNode.constant(
          Folding.dequantised(
              node.constant(input, "operand"),
              ONE,
              node.has(zero) ? along(node, zero, dims, axis) : null));
    }
    return OnnxNode.computed(shifted(node, integersOf(node, input), dims, zero, axis));
  }

  private static Node integersOf(OnnxNode node, int input) {
    return node.withInputs(List.of(integers(node, input))).node(0);
  }

  private static Node shifted(OnnxNode node, Node integers, int[] dims, int zero, int axis) {
    if (!node.has(zero)) {
      return integers;
    }
    if (node.isConstant(zero)) {
      ConstantTensor shift = along(node, zero, dims, axis);
      return isNumber(shift, 0)
          ? integers
          : node.part(
              "shifted",
              new Op.Binary(BinaryFunction.SUBTRACT),
              integers,
              node.node(shift, "zero_point"));
    }
    Node shift = column(node, zero, dims, axis);
    return node.part("shifted", new Op.Binary(BinaryFunction.SUBTRACT), integers, shift);
  }

  private static Node scaled(OnnxNode node, Node shifted, int[] dims, int scale, int axis) {
    if (!node.isConstant(scale)) {
      return node.part("scaled", new Op.Multiply(), shifted, column(node, scale, dims, axis));
    }
    return times(node, "scaled", shifted, along(node, scale, dims, axis));
  }

  /** The integers of an input; what is no quantised value is passed on. */
  static Value integers(OnnxNode node, int input) {
    if (!(node.input(input) instanceof Value.Computed(Node x, _, Quantisation.Affine affine))) {
      return node.input(input) instanceof Value.Computed computed
          ? OnnxNode.computed(computed.node())
          : node.input(input);
    }
    if (affine.scale() == ONE) {
      // The range of a dynamic quantisation is not known here, nor what it rounds to.
      return OnnxNode.computed(x);
    }
    ConstantTensor steps = Folding.unary(affine.scale(), Kind.FLOAT, scale -> 1 / scale);
    Node scaled =
        node.part("rounded", new Op.Unary(UnaryFunction.ROUND), times(node, "steps", x, steps));
    Node result =
        isNumber(affine.zero(), 0)
            ? scaled
            : node.part("integers", new Op.Add(), scaled, node.node(affine.zero(), "zero_point"));
    // Without a zero point the type may be that of an attribute, which is not at hand here.
    return affine.zero() == ZERO
        ? OnnxNode.computed(result)
        : new Value.Computed(result).of(ElementType.of(affine.zero().provenance().elementType()));
  }

  /** What the scale and the zero point of these inputs mean; 0 where there is no zero point. */
  static Quantisation.Affine affine(OnnxNode node, int scale, int zero, int[] dims, int axis) {
    return new Quantisation.Affine(
        along(node, scale, dims, axis), node.has(zero) ? along(node, zero, dims, axis) : ZERO);
  }

  private static Node times(OnnxNode node, String part, Node x, ConstantTensor factor) {
    if (isNumber(factor, 1)) {
      return x;
    }
    return factor.elements() == 1 && factor.isPresent()
        ? node.part(part, new Op.Scale(factor.values().number(0)), x)
        : node.part(part, new Op.Multiply(), x, node.node(factor, part + "_by"));
  }

  private static boolean isNumber(ConstantTensor tensor, double number) {
    return tensor.elements() == 1 && tensor.isPresent() && tensor.values().number(0) == number;
  }

  /** A scale or zero point, shaped to broadcast: of the tensor, of an axis, or of blocks of it. */
  static ConstantTensor along(OnnxNode node, int input, int[] dims, int axis) {
    ConstantTensor values = node.constant(input, "scale or zero point");
    long block = node.attributes().integer("block_size", 0);
    if (values.elements() == 1) {
      return Arranging.reshape(values);
    }
    int place = Dims.axis(axis, dims.length);
    if (values.dims().length == dims.length && dims.length > 1) {
      return broadcasts(values.dims(), dims) ? values : ofBlocks(values, dims, place, block);
    }
    requireOneEach(values.dims(), dims, place);
    return Arranging.reshape(values, column(dims, place));
  }

  private static boolean broadcasts(int[] values, int[] dims) {
    return IntStream.range(0, dims.length).allMatch(i -> values[i] == 1 || values[i] == dims[i]);
  }

  private static ConstantTensor ofBlocks(ConstantTensor values, int[] dims, int axis, long block) {
    int[] expected = dims.clone();
    expected[axis] = values.dims()[axis];
    long size = block == 0 && expected[axis] > 0 ? Math.ceilDiv(dims[axis], expected[axis]) : block;
    boolean fits =
        size > 0
            && Math.ceilDiv(dims[axis], size) == expected[axis]
            && Arrays.equals(values.dims(), expected);
    if (!fits) {
      throw new OpException(
          "scale or zero point of %s for %s in blocks of %d"
              .formatted(Dims.text(values.dims()), Dims.text(dims), size),
          "expected one number per block of axis " + axis);
    }
    int[] places = new int[dims[axis]];
    for (int i = 0; i < places.length; i++) {
      places[i] = (int) (i / size);
    }
    return Arranging.take(values, axis, places);
  }

  /** Like {@link #along} for a scale or zero point that the model computes. */
  static Node column(OnnxNode node, int input, int[] dims, int axis) {
    Node values = node.node(input);
    if (values.shape().elements() == 1) {
      return node.reshaped(values, Shape.of());
    }
    int place = Dims.axis(axis, dims.length);
    requireOneEach(values.shape().toArray(), dims, place);
    return node.reshaped(values, Shape.of(column(dims, place)));
  }

  private static int[] column(int[] dims, int axis) {
    int[] column = new int[dims.length];
    Arrays.fill(column, 1);
    column[axis] = dims[axis];
    return column;
  }

  private static void requireOneEach(int[] values, int[] dims, int axis) {
    if (Dims.elements(values) != dims[axis]) {
      throw new OpException(
          "scale or zero point of %s for %s".formatted(Dims.text(values), Dims.text(dims)),
          "expected one number, or one per place of axis " + axis);
    }
  }

  /** The type of a zero point, of the attribute {@code output_dtype}, or uint8. */
  static int elementType(OnnxNode node, int zero) {
    if (node.isConstant(zero)) {
      return node.constant(zero, "zero point").provenance().elementType();
    }
    if (node.has(zero) && node.input(zero) instanceof Value.Computed computed) {
      return elementType(computed.type());
    }
    int declared = (int) node.attributes().integer("output_dtype", 0);
    return declared != 0 ? declared : DataType.UINT8_VALUE;
  }

  private static int elementType(@Nullable ElementType type) {
    return switch (type) {
      case UINT8 -> DataType.UINT8_VALUE;
      case INT8 -> DataType.INT8_VALUE;
      case UINT16 -> DataType.UINT16_VALUE;
      case INT16 -> DataType.INT16_VALUE;
      case INT32 -> DataType.INT32_VALUE;
      case UINT32 -> DataType.UINT32_VALUE;
      case null, default -> 0;
    };
  }

  /**
   * The quantised result of a node.
   *
   * @param part see {@link Saturation#applied}
   * @param real makes the real numbers, once the type is known to be one that is understood
   */
  static Value quantised(
      OnnxNode node,
      @Nullable String part,
      int scale,
      int zero,
      int axis,
      Function<OnnxNode, Node> real) {
    node.leaveOut(scale);
    node.leaveOut(zero);
    ScaleRules.requireScales(node, scale);
    Saturation saturation = Saturation.of(elementType(node, zero));
    Node result =
        whole(
            node,
            own -> {
              Node x = real.apply(own);
              Quantisation.Affine affine = affine(own, scale, zero, x.shape().toArray(), axis);
              return saturation.applied(own, part, x, affine);
            });
    return new Value.Computed(result, affine(node, scale, zero, result.shape().toArray(), axis));
  }

  /** What a node makes of real numbers, as one op however many it takes to compute it. */
  static Node whole(OnnxNode node, Function<OnnxNode, Node> reader) {
    return node.allConstant()
        ? reader.apply(node)
        : ((Value.Computed)
                node.recorded(
                    Form.ofParts(node.type()), own -> OnnxNode.computed(reader.apply(own))))
            .node();
  }
}
