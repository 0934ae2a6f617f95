package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.TensorProto;
import convspectrum.spec.tensor.Tensor;

/** Where the values of large initializers go. */
interface TensorStore {
  /** Puts the elements of {@code tensor} where {@code proto} then says that they are. */
  void put(TensorProto.Builder proto, Tensor tensor);
}
