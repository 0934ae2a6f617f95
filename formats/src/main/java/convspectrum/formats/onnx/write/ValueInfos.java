package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.spec.graph.Shape;

/** Declares inputs and outputs of a model. */
final class ValueInfos {
  private ValueInfos() {}

  /** A tensor of this name, shape and element type. */
  static ValueInfoProto of(String name, Shape shape, TensorProto.DataType type) {
    TensorShapeProto.Builder dims = TensorShapeProto.newBuilder();
    for (int dim : shape.toArray()) {
      dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dim));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dims).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }
}
