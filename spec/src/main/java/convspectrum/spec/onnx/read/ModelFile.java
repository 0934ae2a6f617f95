package convspectrum.spec.onnx.read;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import convspectrum.spec.onnx.constant.OpException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The message that a file is. The file is mapped, and the values of tensors stay in the mapping
 * until somebody reads them: half a gigabyte of weights costs a count nothing.
 */
final class ModelFile {
  private static final String EXPECTED = "expected an ONNX model";

  private ModelFile() {}

  static ModelProto read(Path file) {
    if (!Files.exists(file)) {
      throw new OpException("no such file", EXPECTED);
    }
    if (!Files.isRegularFile(file)) {
      throw new OpException("is no plain file", EXPECTED);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new OpException(
            "%d bytes; an ONNX model has less than 2 GiB".formatted(channel.size()),
            "put its weights into a file of external data");
      }
      ByteString bytes =
          UnsafeByteOperations.unsafeWrap(channel.map(MapMode.READ_ONLY, 0, channel.size()));
      ModelScan.check(coded(bytes));
      ModelProto model = ModelProto.parseFrom(coded(bytes));
      if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
        throw new OpException("holds no graph with nodes", EXPECTED);
      }
      return model;
    } catch (InvalidProtocolBufferException e) {
      throw new OpException("is no ONNX model, or cut off: " + e.getMessage(), EXPECTED);
    } catch (IOException e) {
      throw new OpException("cannot be read: " + e.getMessage(), "");
    }
  }

  private static CodedInputStream coded(ByteString bytes) {
    CodedInputStream in = bytes.newCodedInput();
    in.setSizeLimit(Integer.MAX_VALUE);
    in.enableAliasing(true);
    return in;
  }
}
