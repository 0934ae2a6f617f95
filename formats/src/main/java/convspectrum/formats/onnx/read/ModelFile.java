package convspectrum.formats.onnx.read;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.Region;
import convspectrum.formats.onnx.read.graph.ModelScan;
import convspectrum.spec.file.NearFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The message that a file is, without the values of its larger initializers: of those it keeps the
 * place, so that half a gigabyte of weights costs a count nothing.
 */
final class ModelFile {
  private static final String EXPECTED = "expected an ONNX model";

  /** Initializers that are smaller are kept: shapes, bounds, factors. */
  private static final int KEPT_BYTES = 1024;

  private final Map<TensorProto, Region> regions = new IdentityHashMap<>();

  private ModelFile() {}

  /**
   * A model.
   *
   * @param regions where in the file the values of initializers lie, by identity
   */
  record Content(ModelProto model, Map<TensorProto, Region> regions) {}

  static Content read(Path file) {
    if (!Files.exists(file)) {
      throw new OpException(
          "there is no such file", NearFiles.orExpected(file, EXPECTED, ".onnx", ".yaml", ".yml"));
    }
    if (!Files.isRegularFile(file)) {
      throw new OpException("is no plain file", EXPECTED);
    }
    try {
      long size = Files.size(file);
      if (size > Integer.MAX_VALUE) {
        throw new OpException(
            "%d bytes".formatted(size),
            "less than 2 GiB; try a file of external data for its weights");
      }
      try (InputStream in = Files.newInputStream(file)) {
        ModelScan.check(coded(in));
      }
      ModelFile content = new ModelFile();
      ModelProto model;
      try (InputStream in = Files.newInputStream(file)) {
        model = content.model(coded(in));
      }
      if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
        throw new OpException("holds no graph with nodes", EXPECTED);
      }
      return new Content(model, content.regions);
    } catch (InvalidProtocolBufferException e) {
      throw new OpException("is no ONNX model, or cut off: " + firstSentence(e), EXPECTED);
    } catch (IOException e) {
      throw new OpException("cannot be read: " + e.getMessage(), "");
    }
  }

  /** The rest of the message is advice to programmers. */
  private static String firstSentence(InvalidProtocolBufferException e) {
    return String.valueOf(e.getMessage()).replaceFirst("(?s)\\.(\\s.*)?$", "");
  }

  private static CodedInputStream coded(InputStream in) {
    CodedInputStream coded = CodedInputStream.newInstance(in);
    coded.setSizeLimit(Integer.MAX_VALUE);
    return coded;
  }

  private ModelProto model(CodedInputStream in) throws IOException {
    ByteString.Output others = ByteString.newOutput();
    CodedOutputStream kept = CodedOutputStream.newInstance(others);
    GraphProto.Builder graph = null;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, ModelProto.GRAPH_FIELD_NUMBER)) {
        graph = graph == null ? GraphProto.newBuilder() : graph;
        int limit = in.pushLimit(in.readRawVarint32());
        graph(in, graph);
        in.popLimit(limit);
      } else {
        copy(in, tag, kept);
      }
    }
    kept.flush();
    ModelProto.Builder model = ModelProto.parseFrom(others.toByteString()).toBuilder();
    return graph == null ? model.build() : model.setGraph(graph).build();
  }

  private void graph(CodedInputStream in, GraphProto.Builder graph) throws IOException {
    ByteString.Output others = ByteString.newOutput();
    CodedOutputStream kept = CodedOutputStream.newInstance(others);
    List<TensorProto> initializers = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (isMessage(tag, GraphProto.INITIALIZER_FIELD_NUMBER)) {
        int limit = in.pushLimit(in.readRawVarint32());
        initializers.add(tensor(in));
        in.popLimit(limit);
      } else {
        copy(in, tag, kept);
      }
    }
    kept.flush();
    graph.mergeFrom(GraphProto.parseFrom(others.toByteString()));
    initializers.forEach(graph::addInitializer);
  }

  private TensorProto tensor(CodedInputStream in) throws IOException {
    ByteString.Output others = ByteString.newOutput();
    CodedOutputStream kept = CodedOutputStream.newInstance(others);
    Region region = Region.NONE;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (!isMessage(tag, TensorProto.RAW_DATA_FIELD_NUMBER)) {
        copy(in, tag, kept);
        continue;
      }
      int length = in.readRawVarint32();
      if (length < KEPT_BYTES) {
        kept.writeBytes(
            TensorProto.RAW_DATA_FIELD_NUMBER, ByteString.copyFrom(in.readRawBytes(length)));
      } else {
        region = new Region(in.getTotalBytesRead(), length);
        in.skipRawBytes(length);
      }
    }
    kept.flush();
    TensorProto tensor = TensorProto.parseFrom(others.toByteString());
    if (!region.equals(Region.NONE)) {
      regions.put(tensor, region);
    }
    return tensor;
  }

  private static boolean isMessage(int tag, int field) {
    return WireFormat.getTagFieldNumber(tag) == field
        && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  @SuppressWarnings("deprecation") // This is the only way to pass a field on unchanged.
  private static void copy(CodedInputStream in, int tag, CodedOutputStream out) throws IOException {
    if (!in.skipField(tag, out)) {
      throw new InvalidProtocolBufferException("a group that ends without a start");
    }
  }
}
