package convspectrum.formats.onnx.annotate;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.Map;

/**
 * A node with texts in its {@code metadata_props}. That field came with version 10 of ONNX's file
 * format, and the classes that read files here know it as a number only.
 */
final class AnnotatedNode {
  /**
   * {@code repeated StringStringEntryProto metadata_props = 9} of NodeProto, since IR version 10.
   */
  static final int METADATA_PROPS = 9;

  private AnnotatedNode() {}

  /** The name that files and errors have for it: its own, or that of its first output. */
  static String name(NodeProto node) {
    return node.getName().isEmpty() && node.getOutputCount() > 0
        ? node.getOutput(0)
        : node.getName();
  }

  /** The same node with these texts in place of those of an earlier annotation. */
  static NodeProto of(NodeProto node, Map<String, String> texts) {
    Field.Builder entries = Field.newBuilder();
    Field before = node.getUnknownFields().getField(METADATA_PROPS);
    before.getLengthDelimitedList().stream()
        .filter(entry -> !isOwn(entry))
        .forEach(entries::addLengthDelimited);
    texts.forEach((key, text) -> entries.addLengthDelimited(entry(key, text).toByteString()));
    UnknownFieldSet.Builder fields = node.getUnknownFields().toBuilder();
    fields.clearField(METADATA_PROPS);
    Field all = entries.build();
    if (!all.getLengthDelimitedList().isEmpty()) {
      fields.addField(METADATA_PROPS, all);
    }
    return node.toBuilder().setUnknownFields(fields.build()).build();
  }

  static StringStringEntryProto entry(String key, String text) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(text).build();
  }

  /** Whether an earlier annotation wrote it. What is no entry at all stays as it is. */
  static boolean isOwn(ByteString entry) {
    try {
      return StringStringEntryProto.parseFrom(entry).getKey().startsWith(Annotations.PREFIX);
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
  }
}
