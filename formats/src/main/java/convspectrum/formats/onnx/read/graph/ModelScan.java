package convspectrum.formats.onnx.read.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import convspectrum.formats.onnx.read.constant.OpException;
import java.io.IOException;

/**
 * Counts what a model holds before objects are made of it: each node costs a hundred times the
 * bytes that a hostile file needs for it.
 */
public final class ModelScan {
  /** The largest public networks have a tenth of it. */
  static final int MAX_NODES = 250_000;

  private static final int MAX_FIELDS = 5_000_000;

  /** The deepest nesting of graphs in nodes. The control flow of real models is three deep. */
  private static final int MAX_DEPTH = 16;

  private final CodedInputStream in;
  private int nodes;
  private int fields;

  private ModelScan(CodedInputStream in) {
    this.in = in;
  }

  /** Refuses a model that holds too much. */
  public static void check(CodedInputStream in) throws IOException {
    new ModelScan(in).message(Message.MODEL, 0);
  }

  private enum Message {
    MODEL,
    GRAPH,
    FUNCTION,
    NODE,
    ATTRIBUTE,
    TENSOR,
    OTHER;

    Message of(int field) {
      return switch (this) {
        case MODEL ->
            switch (field) {
              case ModelProto.GRAPH_FIELD_NUMBER -> GRAPH;
              case ModelProto.FUNCTIONS_FIELD_NUMBER -> FUNCTION;
              default -> OTHER;
            };
        case GRAPH ->
            switch (field) {
              case GraphProto.NODE_FIELD_NUMBER -> NODE;
              case GraphProto.INITIALIZER_FIELD_NUMBER -> TENSOR;
              default -> OTHER;
            };
        case FUNCTION -> field == FunctionProto.NODE_FIELD_NUMBER ? NODE : OTHER;
        case NODE -> field == NodeProto.ATTRIBUTE_FIELD_NUMBER ? ATTRIBUTE : OTHER;
        case ATTRIBUTE ->
            switch (field) {
              case AttributeProto.G_FIELD_NUMBER, AttributeProto.GRAPHS_FIELD_NUMBER -> GRAPH;
              case AttributeProto.T_FIELD_NUMBER, AttributeProto.TENSORS_FIELD_NUMBER -> TENSOR;
              default -> OTHER;
            };
        case TENSOR, OTHER -> OTHER;
      };
    }
  }

  private void message(Message message, int depth) throws IOException {
    if (depth > MAX_DEPTH * 3) {
      throw new OpException("graphs nested more than " + MAX_DEPTH + " deep", "expected a network");
    }
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      boolean values =
          message == Message.TENSOR
              && WireFormat.getTagFieldNumber(tag) != TensorProto.DIMS_FIELD_NUMBER;
      if (!values && ++fields > MAX_FIELDS) {
        throw new OpException("more than " + MAX_FIELDS + " fields", "expected a network");
      }
      Message next = message.of(WireFormat.getTagFieldNumber(tag));
      if (next == Message.OTHER
          || WireFormat.getTagWireType(tag) != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        if (!in.skipField(tag)) {
          throw new InvalidProtocolBufferException("a group that ends without a start");
        }
        continue;
      }
      if (next == Message.NODE && ++nodes > MAX_NODES) {
        throw new OpException("more than " + MAX_NODES + " nodes", "expected a network");
      }
      int limit = in.pushLimit(in.readRawVarint32());
      message(next, depth + 1);
      in.checkLastTagWas(0);
      in.popLimit(limit);
    }
  }
}
