package convspectrum.formats.onnx.annotate;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.List;
import java.util.Map;

/** A node with texts in its {@code metadata_props}. */
final class AnnotatedNode {
  private AnnotatedNode() {}

  /** The name that files and errors have for it: its own, or that of its first output. */
  static String name(NodeProto node) {
    return node.getName().isEmpty() && node.getOutputCount() > 0
        ? node.getOutput(0)
        : node.getName();
  }

  /** The same node with these texts in place of those of an earlier annotation. */
  static NodeProto of(NodeProto node, Map<String, String> texts) {
    List<StringStringEntryProto> others =
        node.getMetadataPropsList().stream().filter(entry -> !isOwn(entry)).toList();
    NodeProto.Builder builder = node.toBuilder().clearMetadataProps().addAllMetadataProps(others);
    texts.forEach((key, text) -> builder.addMetadataProps(entry(key, text)));
    return builder.build();
  }

  static StringStringEntryProto entry(String key, String text) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(text).build();
  }

  /** Whether an earlier annotation wrote it. */
  static boolean isOwn(StringStringEntryProto entry) {
    return entry.getKey().startsWith(Annotations.PREFIX);
  }
}
