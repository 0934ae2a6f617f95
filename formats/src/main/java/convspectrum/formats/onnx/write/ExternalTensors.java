package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Values one after the other in a file beside the model (<a
 * href="https://onnx.ai/onnx/repo-docs/ExternalData.html">ONNX external data</a>).
 */
final class ExternalTensors implements TensorStore {
  private final String location;
  private final OutputStream out;
  private long offset;

  ExternalTensors(String location, OutputStream out) {
    this.location = location;
    this.out = out;
  }

  @Override
  public void put(TensorProto.Builder proto, Tensor tensor) {
    byte[] bytes = EmbeddedTensors.littleEndian(tensor);
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    proto
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", location))
        .addExternalData(entry("offset", Long.toString(offset)))
        .addExternalData(entry("length", Long.toString(bytes.length)));
    offset += bytes.length;
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
