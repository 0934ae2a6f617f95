package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.UnsafeByteOperations;
import convspectrum.spec.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Values inside the model, as little-endian {@code raw_data}. */
final class EmbeddedTensors implements TensorStore {
  @Override
  public void put(TensorProto.Builder proto, Tensor tensor) {
    // No other code holds these bytes, so protobuf need not copy them.
    proto.setRawData(UnsafeByteOperations.unsafeWrap(littleEndian(tensor)));
  }

  static byte[] littleEndian(Tensor tensor) {
    long size = (long) tensor.data().length * Float.BYTES;
    if (size > Tensor.MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          "a tensor of %d bytes; ONNX data is written in pieces of at most %d"
              .formatted(size, Tensor.MAX_ELEMENTS));
    }
    byte[] bytes = new byte[(int) size];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(tensor.data());
    return bytes;
  }
}
