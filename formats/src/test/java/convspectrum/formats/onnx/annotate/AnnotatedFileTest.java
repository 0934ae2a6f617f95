package convspectrum.formats.onnx.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import convspectrum.spec.fault.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that PyTorch and this test have written, read back as bare messages. */
final class AnnotatedFileTest {
  private static final int UNKNOWN = 12_345;

  @TempDir private Path folder;

  private Path resource(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in =
        getClass().getResourceAsStream("/convspectrum/formats/onnx/read/" + name)) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    return file;
  }

  private static Annotations numbered(ModelProto model, String text) {
    Map<String, Map<String, String>> nodes = new LinkedHashMap<>();
    for (NodeProto node : model.getGraph().getNodeList()) {
      nodes.put(AnnotatedNode.name(node), Map.of("convspectrum.test", text + nodes.size()));
    }
    return new Annotations(Map.of("convspectrum.model", text), nodes, (name, _) -> "none " + name);
  }

  private Path annotated(Path source, Annotations annotations) {
    Path target = folder.resolve("annotated.onnx");
    AnnotatedFile.copy(source, target, annotations);
    return target;
  }

  private static ModelProto read(Path file) throws IOException {
    return ModelProto.parseFrom(Files.readAllBytes(file));
  }

  private static Map<String, String> texts(NodeProto node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.getMetadataPropsList().forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
    return texts;
  }

  /** The message without what annotating adds, in the version of the original. */
  private static ModelProto stripped(ModelProto model, ModelProto original) {
    ModelProto.Builder builder = model.toBuilder();
    builder.clearMetadataProps().addAllMetadataProps(original.getMetadataPropsList());
    if (original.hasIrVersion()) {
      builder.setIrVersion(original.getIrVersion());
    } else {
      builder.clearIrVersion();
    }
    for (NodeProto.Builder node : builder.getGraphBuilder().getNodeBuilderList()) {
      NodeProto plain = AnnotatedNode.of(node.build(), Map.of());
      node.clear();
      node.mergeFrom(plain);
    }
    return builder.build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny.onnx", "mobilenet.onnx"})
  void everythingElseIsAsItWas(String name) throws IOException {
    Path source = resource(name);
    ModelProto original = read(source);
    ModelProto found = read(annotated(source, numbered(original, "a")));
    assertThat(found.getIrVersion()).isEqualTo(Math.max(10, original.getIrVersion()));
    for (int i = 0; i < original.getGraph().getNodeCount(); i++) {
      assertThat(texts(found.getGraph().getNode(i)))
          .isEqualTo(Map.of("convspectrum.test", "a" + i));
    }
    assertThat(found.getMetadataPropsList())
        .contains(AnnotatedNode.entry("convspectrum.model", "a"));
    assertThat(stripped(found, original)).isEqualTo(original);
  }

  @Test
  void anEarlierAnnotationIsReplaced() throws IOException {
    Path source = resource("tiny.onnx");
    ModelProto original = read(source);
    Path once = annotated(source, numbered(original, "a"));
    Path twice = folder.resolve("twice.onnx");
    AnnotatedFile.copy(once, twice, numbered(original, "b"));
    Path fresh = folder.resolve("fresh.onnx");
    AnnotatedFile.copy(source, fresh, numbered(original, "b"));
    assertThat(Files.readAllBytes(twice)).isEqualTo(Files.readAllBytes(fresh));
  }

  /** Fields of versions to come, of a function, of external data, of other annotators. */
  @Test
  void whatNobodyHereKnowsIsPassedOn() throws IOException {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(UNKNOWN, Field.newBuilder().addVarint(7).addFixed32(8).build())
            .build();
    ModelProto.Builder builder = read(resource("tiny.onnx")).toBuilder().setUnknownFields(unknown);
    builder.addFunctions(FunctionProto.newBuilder().setName("f").setDomain("d"));
    builder.addMetadataProps(AnnotatedNode.entry("author", "somebody"));
    builder.getGraphBuilder().setUnknownFields(unknown);
    builder
        .getGraphBuilder()
        .addInitializer(
            TensorProto.newBuilder()
                .setName("far")
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(AnnotatedNode.entry("location", "weights.bin"))
                .setUnknownFields(unknown));
    builder
        .getGraphBuilder()
        .getNodeBuilder(0)
        .setUnknownFields(unknown)
        .addMetadataProps(AnnotatedNode.entry("namespace", "block1"));
    ModelProto original = builder.build();
    Path source = Files.write(folder.resolve("more.onnx"), original.toByteArray());
    ModelProto found = read(annotated(source, numbered(original, "a")));
    assertThat(stripped(found, original)).isEqualTo(original);
    assertThat(texts(found.getGraph().getNode(0)))
        .isEqualTo(Map.of("namespace", "block1", "convspectrum.test", "a0"));
    assertThat(found.getMetadataPropsList()).hasSize(original.getMetadataPropsCount() + 1);
  }

  /** Else a runtime would take them for defaults that callers may replace. */
  @Test
  void initializersLeaveTheInputsOfOldFiles() throws IOException {
    ModelProto.Builder builder = read(resource("tiny.onnx")).toBuilder().setIrVersion(3);
    int inputs = builder.getGraph().getInputCount();
    builder
        .getGraph()
        .getInitializerList()
        .forEach(tensor ->
            builder
                .getGraphBuilder()
                .addInput(ValueInfoProto.newBuilder().setName(tensor.getName())));
    ModelProto original = builder.build();
    assertThat(original.getGraph().getInputCount()).isGreaterThan(inputs);
    Path source = Files.write(folder.resolve("old.onnx"), original.toByteArray());
    ModelProto found = read(annotated(source, numbered(original, "a")));
    assertThat(found.getIrVersion()).isEqualTo(10);
    assertThat(found.getGraph().getInputList())
        .isEqualTo(original.getGraph().getInputList().subList(0, inputs));
    assertThat(found.getGraph().getInitializerList())
        .isEqualTo(original.getGraph().getInitializerList());
  }

  @Test
  void nodesWithoutFiguresSayWhy() throws IOException {
    ModelProto.Builder builder = read(resource("tiny.onnx")).toBuilder();
    builder.getGraphBuilder().getNodeBuilder(0).setName("same");
    builder.getGraphBuilder().getNodeBuilder(1).setName("same");
    ModelProto original = builder.build();
    Path source = Files.write(folder.resolve("same.onnx"), original.toByteArray());
    Annotations annotations =
        new Annotations(
            Map.of(), Map.of("same", Map.of("convspectrum.macs", "1")), (name, _) -> name);
    ModelProto found = read(annotated(source, annotations));
    assertThat(texts(found.getGraph().getNode(0)))
        .isEqualTo(Map.of("convspectrum.note", "several nodes have this name: no figures"));
    NodeProto other = found.getGraph().getNode(2);
    assertThat(texts(other)).isEqualTo(Map.of("convspectrum.note", AnnotatedNode.name(other)));
  }

  @Test
  void aFileThatIsCutOffIsRefusedAndNothingIsWritten() throws IOException {
    Path source = resource("tiny.onnx");
    byte[] bytes = Files.readAllBytes(source);
    Files.write(source, Arrays.copyOf(bytes, bytes.length / 2));
    Path target = folder.resolve("annotated.onnx");
    Annotations none = new Annotations(Map.of(), Map.of(), (_, _) -> "");
    assertThatThrownBy(() -> AnnotatedFile.copy(source, target, none))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("cannot be read again");
    assertThat(target).doesNotExist();
  }
}
