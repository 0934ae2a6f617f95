package convspectrum.formats.onnx.read.operator.quantised;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Quantisation;
import convspectrum.formats.onnx.read.node.Value;
import java.util.Locale;
import java.util.Set;

/** What scales and zero points of a quantised model must be, as far as the file holds them. */
final class ScaleRules {
  private static final Set<Integer> INTEGERS =
      Set.of(
          DataType.UINT8_VALUE,
          DataType.INT8_VALUE,
          DataType.UINT16_VALUE,
          DataType.INT16_VALUE,
          DataType.INT32_VALUE,
          DataType.UINT32_VALUE);

  private ScaleRules() {}

  /**
   * An input that holds scales.
   *
   * @throws OpException where one is no finite number above 0
   */
  static void requireScales(OnnxNode node, int input) {
    if (!node.has(input) || !node.isConstant(input)) {
      return;
    }
    ConstantTensor scales = node.constant(input, "scale");
    if (!scales.isPresent()) {
      return;
    }
    NdArray values = scales.values();
    for (int i = 0; i < values.size(); i++) {
      double scale = values.number(i);
      if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
        String place = values.size() > 1 ? " at place %d of %d".formatted(i, values.size()) : "";
        throw new OpException(
            "a scale of " + scale + place + named(scales),
            "expected a finite number above 0; try to quantise the network again");
      }
    }
  }

  /**
   * An input that holds zero points of the integers of another one.
   *
   * @throws OpException where it has not their type
   */
  static void requireZeros(OnnxNode node, int input, int integers) {
    if (!node.has(input) || !node.isConstant(input)) {
      return;
    }
    ConstantTensor zeros = node.constant(input, "zero point");
    int type = zeros.provenance().elementType();
    if (type == 0) {
      return;
    }
    int expected = elementType(node, integers);
    boolean fits = expected == 0 ? INTEGERS.contains(type) : type == expected;
    if (!fits) {
      throw new OpException(
          "a zero point of type " + word(type) + named(zeros),
          "expected %s; try to quantise the network again"
              .formatted(
                  expected == 0
                      ? "an integer of the type of the values"
                      : word(expected) + ", as the integers that it belongs to"));
    }
  }

  /** The type of the integers of an input; 0 where it is not known. */
  private static int elementType(OnnxNode node, int input) {
    if (node.isConstant(input)) {
      return node.constant(input, "operand").provenance().elementType();
    }
    // Without a zero point, the type of a quantisation may be that of an attribute.
    return node.input(input) instanceof Value.Computed(_, _, Quantisation.Affine affine)
            && affine.zero() != QuantisedValues.ZERO
        ? affine.zero().provenance().elementType()
        : 0;
  }

  private static String word(int type) {
    DataType known = DataType.forNumber(type);
    return known == null ? "number " + type : known.name().toLowerCase(Locale.ROOT);
  }

  private static String named(ConstantTensor tensor) {
    Initializer stored = tensor.initializer();
    return stored == null ? "" : " ('" + stored.name() + "')";
  }
}
