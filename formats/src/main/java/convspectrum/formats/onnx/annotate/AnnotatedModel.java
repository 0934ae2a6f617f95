package convspectrum.formats.onnx.annotate;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;

/** A model in memory with texts beside its nodes. */
public final class AnnotatedModel {
  private AnnotatedModel() {}

  /** The same model with texts, in a version of the format that has a place for them. */
  public static ModelProto of(ModelProto model, Annotations annotations) {
    ModelProto.Builder builder =
        model.toBuilder().setIrVersion(Math.max(AnnotatedFile.IR_VERSION, model.getIrVersion()));
    for (NodeProto.Builder node : builder.getGraphBuilder().getNodeBuilderList()) {
      NodeProto plain = node.build();
      node.clear();
      node.mergeFrom(AnnotatedNode.of(plain, annotations.of(AnnotatedNode.name(plain))));
    }
    annotations
        .model()
        .forEach((key, text) -> builder.addMetadataProps(AnnotatedNode.entry(key, text)));
    return builder.build();
  }
}
