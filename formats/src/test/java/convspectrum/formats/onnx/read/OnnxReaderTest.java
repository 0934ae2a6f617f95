package convspectrum.formats.onnx.read;

import static convspectrum.formats.onnx.read.ModelProtos.call;
import static convspectrum.formats.onnx.read.ModelProtos.external;
import static convspectrum.formats.onnx.read.ModelProtos.function;
import static convspectrum.formats.onnx.read.ModelProtos.graph;
import static convspectrum.formats.onnx.read.ModelProtos.linear;
import static convspectrum.formats.onnx.read.ModelProtos.model;
import static convspectrum.formats.onnx.read.ModelProtos.node;
import static convspectrum.formats.onnx.read.ModelProtos.weight;
import static convspectrum.formats.onnx.read.ModelProtos.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxReaderTest {
  @TempDir Path folder;

  @Test
  void initializerThatTwoNodesReadCountsOnce() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("w", 3, 3, 1, 1))
            .addNode(node("Conv", "x,w", "a"))
            .addNode(node("Conv", "a,w", "y"));
    ImportedModel model = read(graph);
    assertThat(model.graph().nodes().get(1).sharedRoles()).isEmpty();
    assertThat(model.graph().nodes().get(2).sharedRoles()).isEqualTo(Set.of("weight"));
    assertThat(model.coverage()).hasToString("2 of 2 nodes are understood");
  }

  @Test
  void initializerThatGoesIntoAComputedConstantStandsByItself() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("low", 8))
            .addInitializer(weight("unused", 5))
            .addNode(node("Exp", "low", "computed"))
            .addNode(node("Add", "x,computed", "y"));
    Node constant = read(graph).graph().nodes().getLast();
    assertThat(constant.op()).isEqualTo(new Op.Constant(Shape.of(8), true));
    assertThat(constant.name()).isEqualTo("low");
  }

  @Test
  void valuesAreReadWhenAsked() throws IOException {
    byte[] bytes = {0, 0, (byte) 128, 63, 0, 0, 0, 64};
    Files.write(folder.resolve("data.bin"), bytes);
    ImportedModel model = read(linear(external("data.bin", 0)));
    Node layer = model.graph().nodes().get(1);
    assertThat(model.weights().get(layer, ParameterSlot.WEIGHT).data()).containsExactly(1, 2);
  }

  @Test
  void absentValuesAreMissedOnlyWhenAsked() throws IOException {
    ImportedModel model = read(linear(external("absent.bin", 0)));
    Node layer = model.graph().nodes().get(1);
    assertThatThrownBy(() -> model.weights().get(layer, ParameterSlot.WEIGHT))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("the values of 'w' lie in absent.bin, which is absent");
  }

  /** The linear layer's weight is the transpose of what is stored, the other is as it is stored. */
  @Test
  void whatIsInNoFileIsNotHeld() throws IOException {
    Files.write(folder.resolve("data.bin"), new byte[8]);
    ImportedModel present = read(linear(external("data.bin", 0)));
    assertThat(holds(present)).isTrue();
    assertThat(present.storage()).isEqualTo(storage(1, 0, Map.of("data.bin", true)));
    ImportedModel absent = read(linear(external("absent.bin", 0)));
    assertThat(holds(absent)).isFalse();
    assertThat(absent.storage()).isEqualTo(storage(1, 1, Map.of("absent.bin", false)));
    ImportedModel empty =
        read(linear(external("data.bin", 0).toBuilder().clearDataLocation().build()));
    assertThat(holds(empty)).isFalse();
    assertThat(empty.storage()).isEqualTo(storage(1, 1, Map.of()));
  }

  private static boolean holds(ImportedModel model) {
    Node layer = model.graph().nodes().get(1);
    return model.weights().holds(layer, layer.parameters().getFirst());
  }

  private static Storage storage(int tensors, int absent, Map<String, Boolean> files) {
    return new Storage(tensors, absent, 0, new TreeMap<>(files));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../data.bin", "/etc/passwd", "", "a/../../b", "/dev/zero", "link"})
  void externalDataStaysInTheFolder(String location) throws IOException {
    Path model = Files.createDirectory(folder.resolve("inner"));
    Path outside = Files.write(folder.resolve("outside.bin"), new byte[8]);
    Files.createSymbolicLink(model.resolve("link"), outside);
    Path file = write(linear(external(location, 0)), model.resolve("model.onnx"));
    assertThatThrownBy(() -> OnnxReader.read(file, ReadOptions.DEFAULT))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("tensor 'w': external data in '%s'".formatted(location))
        .hasMessageContaining("expected a file in the folder of the model");
  }

  @Test
  void openBatchIsOneAndTheInputMayBeGiven() throws IOException {
    GraphProto.Builder graph = graph("y").addNode(node("Relu", "x", "y"));
    graph
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .addDimBuilder()
        .setDimParam("N");
    graph
        .getInputBuilder(0)
        .getTypeBuilder()
        .getTensorTypeBuilder()
        .getShapeBuilder()
        .addDimBuilder()
        .setDimValue(3);
    assertThat(read(graph).graph().inputs().getFirst().shape()).isEqualTo(Shape.of(1, 3));
    Path file = write(graph, folder.resolve("model.onnx"));
    ReadOptions five = new ReadOptions(Optional.of(Shape.of(5)), false);
    assertThat(OnnxReader.read(file, five).graph().inputs().getFirst().shape())
        .isEqualTo(Shape.of(1, 5));
  }

  /** As some exporters write it. */
  @Test
  void minusOneIsASizeThatIsOpen() throws IOException {
    assertThat(
            read(graph("y", -1, 3).addNode(node("Relu", "x", "y")))
                .graph()
                .inputs()
                .getFirst()
                .shape())
        .isEqualTo(Shape.of(1, 3));
    assertRefused(model(graph("y", 1, -1).addNode(node("Relu", "x", "y"))), "leaves axis 1 open");
  }

  @Test
  void functionsAreInlined() throws IOException {
    FunctionProto twice = function("Twice", node("Relu", "a", "b"), node("Neg", "b", "c"));
    GraphProto.Builder graph = graph("y", 1, 3).addNode(call("Twice", "x", "y"));
    assertThat(read(model(graph).addFunctions(twice)).graph().nodes()).hasSize(3);
  }

  @Test
  void functionThatCallsItselfIsRefused() {
    FunctionProto endless = function("Endless", call("Endless", "a", "c"));
    GraphProto.Builder graph = graph("y", 1, 3).addNode(call("Endless", "x", "y"));
    assertRefused(model(graph).addFunctions(endless), "function 'Endless' calls itself");
  }

  @Test
  void functionsThatDoubleAtEachLevelAreRefused() {
    ModelProto.Builder model = model(graph("y", 1, 3).addNode(call("F60", "x", "y")));
    model.addFunctions(function("F0", node("Relu", "a", "c")));
    for (int i = 1; i <= 60; i++) {
      String inner = "F" + (i - 1);
      model.addFunctions(function("F" + i, call(inner, "a", "b"), call(inner, "b", "c")));
    }
    assertRefused(model, "more than 250000 nodes with functions inlined");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Loop", "Scan"})
  void loopsSayWhatTheyLack(String loop) {
    assertRefused(
        model(graph("y", 1, 3).addNode(node("Relu", "x", "a")).addNode(node(loop, ",,a", "y"))),
        "node 'y' (%s): attribute 'body' is missing; expected a graph".formatted(loop));
  }

  @Test
  void unknownOpIsNamedWithTheCoverage() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3)
            .addNode(node("Relu", "x", "a"))
            .addNode(node("Sparkle", "a", "b"))
            .addNode(node("Neg", "b", "y"));
    assertRefused(
        model(graph),
        "node 'b' (Sparkle): the op is not known; 2 of 3 nodes are understood; not: Sparkle (1);"
            + " try --allow-unknown to count the rest");
    Path file = write(graph, folder.resolve("model.onnx"));
    ImportedModel partial = OnnxReader.read(file, new ReadOptions(Optional.empty(), true));
    assertThat(partial.coverage().isPartial()).isTrue();
    assertThat(partial.coverage().understood()).isEqualTo(1);
  }

  @Test
  void badGraphsAreRefusedByName() {
    assertRefused(
        model(graph("y", 1, 3).addNode(node("Add", "x,z", "y")).addNode(node("Relu", "y", "z"))),
        "node 'y' (Add) depends on itself: the graph has a cycle");
    assertRefused(
        model(graph("y", 1, 3).addNode(node("Add", "x,z", "y"))),
        "node 'y' (Add): reads 'z', which nothing makes");
    assertRefused(model(graph("y", 1, 3)), "holds no graph with nodes");
    assertRefused(model(graph("z", 1, 3).addNode(node("Relu", "x", "y"))), "output 'z'");
    assertRefused(model(graph("y", 0, 3).addNode(node("Relu", "x", "y"))), "axis 0 has size 0");
    assertRefused(model(graph("y", 1, -3).addNode(node("Relu", "x", "y"))), "axis 1 has size -3");
    assertRefused(model(linear(weight("w", 1, -2))), "tensor 'w' has a dimension of -2");
    NodeProto wrong =
        node("LeakyRelu", "x", "y").toBuilder()
            .addAttribute(AttributeProto.newBuilder().setName("alpha").setType(AttributeType.INT))
            .build();
    assertRefused(
        model(graph("y", 1, 3).addNode(wrong)),
        "node 'y' (LeakyRelu): attribute 'alpha' is of type INT; expected FLOAT");
    assertRefused(
        model(graph("y", 1, 3).addNode(node("Relu", "x", "y"))).clearOpsetImport(),
        "names no operator set");
  }

  @Test
  void filesThatAreNoModelsAreRefused() throws IOException {
    Path file = folder.resolve("model.onnx");
    assertThatThrownBy(() -> OnnxReader.read(file, ReadOptions.DEFAULT))
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> OnnxReader.read(folder, ReadOptions.DEFAULT))
        .hasMessageContaining("is no plain file");
    byte[][] contents = {
      "name: xception\nlayers: []\n".getBytes(StandardCharsets.UTF_8),
      {},
      // Field 7, the graph, of 2³¹ − 1 bytes.
      {0x3a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0}
    };
    for (byte[] content : contents) {
      Files.write(file, content);
      assertThatThrownBy(() -> OnnxReader.read(file, ReadOptions.DEFAULT))
          .isInstanceOf(SpecException.class)
          .hasMessageStartingWith(file + ": ");
    }
  }

  @Test
  void millionsOfNodesAreRefusedBeforeTheyAreMade() throws IOException {
    Path file = folder.resolve("model.onnx");
    int nodes = 10_000_000;
    byte[] piece = new byte[2 * 100_000];
    for (int i = 0; i < piece.length; i += 2) {
      piece[i] = 0x0a; // a node of no bytes
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(0x3a);
      for (int rest = 2 * nodes; rest > 0; rest >>>= 7) {
        out.write(rest > 0x7f ? rest & 0x7f | 0x80 : rest);
      }
      for (int i = 0; i < 2 * nodes / piece.length; i++) {
        out.write(piece);
      }
    }
    assertThatThrownBy(() -> OnnxReader.read(file, ReadOptions.DEFAULT))
        .hasMessageContaining("more than 250000 nodes");
  }

  @Test
  void deeplyNestedGraphsAreRefused() {
    GraphProto inner = graph("y", 1).build();
    for (int i = 0; i < 30; i++) {
      AttributeProto branch =
          AttributeProto.newBuilder()
              .setName("then_branch")
              .setType(AttributeType.GRAPH)
              .setG(inner)
              .build();
      inner = graph("y", 1).addNode(node("If", "x", "y").toBuilder().addAttribute(branch)).build();
    }
    assertRefused(model(inner.toBuilder()), "nested more than 16 deep");
  }

  private void assertRefused(ModelProto.Builder model, String message) {
    assertThatThrownBy(() -> read(model))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("model.onnx: ")
        .hasMessageContaining(message);
  }

  private ImportedModel read(GraphProto.Builder graph) throws IOException {
    return read(model(graph));
  }

  private ImportedModel read(ModelProto.Builder model) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
    return OnnxReader.read(file, ReadOptions.DEFAULT);
  }
}
