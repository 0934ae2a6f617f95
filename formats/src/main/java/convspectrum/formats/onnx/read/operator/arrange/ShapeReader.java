package convspectrum.formats.onnx.read.operator.arrange;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.TensorProto;
import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Folding;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.NdArray;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.StoredTensors;
import convspectrum.formats.onnx.read.constant.UnsupportedOpException;
import convspectrum.formats.onnx.read.node.ElementType;
import convspectrum.formats.onnx.read.node.OnnxAttributes;
import convspectrum.formats.onnx.read.node.OnnxNode;
import convspectrum.formats.onnx.read.node.Operator;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.formats.onnx.read.operator.elementwise.IntegerReader;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.UnaryFunction;
import java.util.Arrays;

/** Ops whose results do not depend on the values of activations: shapes, and stored values. */
final class ShapeReader {
  private ShapeReader() {}

  static Value shape(OnnxNode node) {
    int[] dims = node.dims(0);
    int start = place(node.attributes().integer("start", 0), dims.length);
    int end = place(node.attributes().integer("end", dims.length), dims.length);
    long[] sizes = new long[Math.max(end - start, 0)];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = dims[start + i];
    }
    return OnnxNode.constant(ConstantTensor.integers(sizes));
  }

  private static int place(long place, int rank) {
    return (int) Math.clamp(place < 0 ? place + rank : place, 0L, rank);
  }

  static Value size(OnnxNode node) {
    long elements = Dims.elements(node.dims(0));
    return OnnxNode.constant(
        ConstantTensor.known(NdArray.integers(new int[0], new long[] {elements})));
  }

  static Operator constant(StoredTensors tensors) {
    return Operator.single(node -> {
      OnnxAttributes attributes = node.attributes();
      AttributeProto tensor = attributes.get("value", AttributeType.TENSOR);
      if (tensor != null) {
        return OnnxNode.constant(
            tensors.tensor(tensor.getT(), Initializer.Holder.CONSTANT_NODE).constant());
      }
      if (attributes.has("value_float")) {
        return OnnxNode.constant(ConstantTensor.number(attributes.number("value_float", 0)));
      }
      if (attributes.has("value_int")) {
        long[] value = {attributes.integer("value_int", 0)};
        return OnnxNode.constant(ConstantTensor.known(NdArray.integers(new int[0], value)));
      }
      long[] integers = attributes.integers("value_ints");
      if (integers != null) {
        return OnnxNode.constant(ConstantTensor.integers(integers));
      }
      AttributeProto floats = attributes.get("value_floats", AttributeType.FLOATS);
      if (floats != null) {
        float[] values = new float[floats.getFloatsCount()];
        for (int i = 0; i < values.length; i++) {
          values[i] = floats.getFloats(i);
        }
        return OnnxNode.constant(
            ConstantTensor.known(NdArray.floats(new int[] {values.length}, values)));
      }
      throw new UnsupportedOpException("a constant that is neither tensor nor number");
    });
  }

  static Operator constantOfShape(StoredTensors tensors) {
    return Operator.single(node -> {
      int[] dims = Arrays.stream(node.integers(0, "shape")).mapToInt(Dims::dim).toArray();
      AttributeProto attribute = node.attributes().get("value", AttributeType.TENSOR);
      if (attribute == null) {
        return filled(node, Kind.FLOAT, dims, 0, TensorProto.DataType.FLOAT_VALUE);
      }
      NdArray value =
          tensors.tensor(attribute.getT(), Initializer.Holder.CONSTANT_NODE).constant().values();
      if (value.size() != 1) {
        throw new OpException("a value of " + value.size() + " elements", "expected one");
      }
      return filled(node, value.kind(), dims, value.number(0), attribute.getT().getDataType());
    });
  }

  /**
   * Real numbers are a tensor of the file like that of a Constant node: models that travel without
   * their weights have them made so.
   */
  private static Value filled(OnnxNode node, Kind kind, int[] dims, double value, int type) {
    ConstantTensor made =
        kind == Kind.FLOAT
            ? Folding.stored(node.name(), dims, value)
            : Folding.filled(kind, dims, value);
    return OnnxNode.constant(made.ofType(type));
  }

  static Value range(OnnxNode node) {
    double[] limits = new double[3];
    for (int i = 0; i < limits.length; i++) {
      NdArray number = node.constant(i, "limit").values();
      if (number.size() != 1) {
        throw new OpException("limit " + i + " of " + number.size() + " values", "expected one");
      }
      limits[i] = number.number(0);
    }
    Kind kind = node.constant(0, "limit").kind();
    return OnnxNode.constant(Folding.range(kind, limits[0], limits[1], limits[2]));
  }

  /** Activations are real numbers of one width, so that a cast among such changes nothing. */
  static Value cast(OnnxNode node) {
    long to = node.attributes().integer("to", TensorProto.DataType.FLOAT_VALUE);
    Value result = cast(node, StoredTensors.kind((int) to, "the result"), ElementType.of(to));
    return result instanceof Value.Constant(ConstantTensor tensor)
        ? OnnxNode.constant(tensor.ofType((int) to))
        : result;
  }

  static Value castLike(OnnxNode node) {
    ElementType type = node.elementType(1);
    return cast(node, type.kind(), type);
  }

  private static Value cast(OnnxNode node, Kind kind, ElementType type) {
    if (node.isConstant(0)) {
      return OnnxNode.constant(Folding.cast(node.constant(0, "operand"), kind));
    }
    return switch (kind) {
      case FLOAT -> OnnxNode.computed(node.node(0), type);
      case BOOL -> {
        Op not = new Op.Unary(UnaryFunction.NOT);
        Node zero = node.part("zero", not, node.node(0));
        yield OnnxNode.computed(node.result(not, zero));
      }
      case INTEGER -> OnnxNode.computed(IntegerReader.cast(node, type), type);
    };
  }
}
