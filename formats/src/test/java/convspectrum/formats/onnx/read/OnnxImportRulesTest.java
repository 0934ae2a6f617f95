package convspectrum.formats.onnx.read;

import static convspectrum.formats.onnx.read.ModelProtos.OPSET;
import static convspectrum.formats.onnx.read.ModelProtos.call;
import static convspectrum.formats.onnx.read.ModelProtos.external;
import static convspectrum.formats.onnx.read.ModelProtos.function;
import static convspectrum.formats.onnx.read.ModelProtos.graph;
import static convspectrum.formats.onnx.read.ModelProtos.integer;
import static convspectrum.formats.onnx.read.ModelProtos.integers;
import static convspectrum.formats.onnx.read.ModelProtos.model;
import static convspectrum.formats.onnx.read.ModelProtos.node;
import static convspectrum.formats.onnx.read.ModelProtos.parameters;
import static convspectrum.formats.onnx.read.ModelProtos.value;
import static convspectrum.formats.onnx.read.ModelProtos.weight;
import static convspectrum.formats.onnx.read.ModelProtos.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a parameter and as a product, and what an import refuses. */
class OnnxImportRulesTest {
  @TempDir Path folder;

  @Test
  void modelWithoutItsParametersHasThemAsInputs() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInput(value("conv.weight", 4, 3, 1, 1))
            .addInput(value("gamma", 4, 1, 1))
            .addNode(node("Conv", "x,conv.weight", "a"))
            .addNode(node("Mul", "a,gamma", "y"));
    ImportedModel model = read(model(graph));
    assertThat(model.graph().inputs()).hasSize(1);
    assertThat(parameters(model.graph())).isEqualTo(4 * 3 + 4);
    assertThatThrownBy(() -> model.weights().get(convolution(model), ParameterSlot.WEIGHT))
        .hasMessageContaining("the file holds no values of 'conv.weight'");
  }

  @Test
  void secondInputOfANetworkStaysOne() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 4, 8, 8).addInput(value("z", 4, 1, 1)).addNode(node("Mul", "x,z", "y"));
    ImportedModel model = read(model(graph));
    assertThat(model.graph().inputs()).hasSize(2);
    assertThat(parameters(model.graph())).isZero();
  }

  @Test
  void computedWeightsAreAProductOfAsManyMultiplications() throws IOException {
    // 4 · 6 · 6 outputs of 3 · 9 products each.
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("w", 108, 1))
            .addInitializer(integers("shape", TensorProto.DataType.INT64, new long[] {1}, 1))
            .addNode(with(node("ReduceMean", "x", "m"), integer("keepdims", 0)))
            .addNode(node("Mul", "w,m", "s"))
            .addNode(
                with(
                    node("Constant", "", "dims").toBuilder().clearInput().build(),
                    integers("value_ints", 4, 3, 3, 3)))
            .addNode(node("Reshape", "s,dims", "r"))
            .addNode(node("Conv", "x,r", "y"));
    Graph made = read(model(graph)).graph();
    Node product =
        made.nodes().stream()
            .filter(node -> node.op() instanceof Op.MatMul)
            .findFirst()
            .orElseThrow();
    assertThat(product.shape().elements() * product.inputShape().dim(-1))
        .isEqualTo(4 * 6 * 6 * 3 * 9);
    assertThat(parameters(made)).isEqualTo(108);
  }

  @Test
  void transposedConvolutionMultipliesEachInputByItsWholeKernel() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 6, 5, 5)
            .addInitializer(weight("w", 6, 2, 3, 3))
            .addNode(
                with(
                    node("ConvTranspose", "x,w", "y"),
                    integer("group", 2),
                    integers("strides", 2, 2)));
    ImportedModel model = read(model(graph));
    Node only = model.graph().nodes().getLast();
    assertThat(model.graph().nodes()).hasSize(2);
    assertThat(only.op()).isEqualTo(TransposedConv.of(4, Window.square(3, 2, 0), 0, 2, false));
    assertThat(only.shape()).isEqualTo(Shape.of(1, 4, 11, 11));
    assertThat(parameters(model.graph())).isEqualTo(6 * 2 * 9);
  }

  @Test
  void weightsOfQuantisedLayersCountAndTheirScalesDoNot() throws IOException {
    TensorProto bytes = integers("w", TensorProto.DataType.INT8, new long[] {4, 3, 1, 1}, 7);
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(bytes)
            .addInitializer(weight("s", 4))
            .addInitializer(integers("z", TensorProto.DataType.INT8, new long[] {4}, 2))
            .addNode(with(node("DequantizeLinear", "w,s,z", "d"), integer("axis", 0)))
            .addNode(node("Conv", "x,d", "y"));
    ImportedModel model = read(model(graph));
    assertThat(parameters(model.graph())).isEqualTo(12);
    assertThat(model.weights().get(convolution(model), ParameterSlot.WEIGHT).data())
        .containsOnly(7 - 2);
  }

  @Test
  void trainingIsReadAsInference() throws IOException {
    GraphProto.Builder graph = graph("y", 2, 3, 4, 4);
    for (String name : new String[] {"g", "b", "m", "v"}) {
      graph.addInitializer(weight(name, 3));
    }
    graph.addNode(
        with(node("BatchNormalization", "x,g,b,m,v", "y"), integer("training_mode", 1)).toBuilder()
            .addOutput("mean")
            .addOutput("variance"));
    Graph made = read(model(graph)).graph();
    assertThat(made.outputs().getFirst().op()).isInstanceOf(Op.BatchNorm.class);
  }

  @Test
  void tableWithoutItsIndicesStillCounts() throws IOException {
    TensorProto indices =
        external("absent.bin", 0).toBuilder()
            .setName("i")
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .clearDims()
            .addDims(5)
            .build();
    for (String table : new String[] {"t", "x"}) {
      GraphProto.Builder graph =
          graph("y", 9, 3)
              .addInitializer(weight("t", 9, 3))
              .addInitializer(indices)
              .addNode(node("Gather", table + ",i", "a"))
              .addNode(node("MatMul", "a,w", "y"))
              .addInitializer(weight("w", 3, 2));
      Graph made = read(model(graph)).graph();
      assertThat(made.outputs().getFirst().shape()).isEqualTo(Shape.of(5, 2));
    }
  }

  @Test
  void resultThatNothingNeedsMayBeUnknown() throws IOException {
    FunctionProto pool =
        function(
                "Pool",
                with(node("MaxPool", "a", "c"), integers("kernel_shape", 2, 2)).toBuilder()
                    .addOutput("i")
                    .build(),
                node("Identity", "i", "d"))
            .toBuilder()
            .addOutput("d")
            .build();
    GraphProto.Builder graph =
        graph("y", 1, 3, 4, 4).addNode(call("Pool", "x", "y").toBuilder().addOutput("unused"));
    assertThat(read(model(graph).addFunctions(pool)).graph().nodes()).hasSize(2);
    GraphProto.Builder needed =
        graph("mean", 1, 3, 4, 4)
            .addNode(node("BatchNormalization", "x,s,s,s,s", "y").toBuilder().addOutput("mean"))
            .addInitializer(weight("s", 3));
    assertRefused(
        model(needed),
        "output 'mean' is made of node 'y' (BatchNormalization), of which only the first result is understood");
  }

  @Test
  void functionWithoutAnOpsetHasThatOfTheModel() throws IOException {
    FunctionProto relu =
        function("Relu2", node("Relu", "a", "c")).toBuilder().clearOpsetImport().build();
    GraphProto.Builder graph = graph("y", 1, 3).addNode(call("Relu2", "x", "y"));
    assertThat(OPSET.getVersion()).isEqualTo(17);
    assertThat(read(model(graph).addFunctions(relu)).graph().nodes()).hasSize(2);
  }

  @Test
  void functionThatCallsItselfInABranchIsRefused() {
    GraphProto branch =
        GraphProto.newBuilder().addNode(call("Endless", "a", "r")).addOutput(value("r", 1)).build();
    AttributeProto.Builder then =
        AttributeProto.newBuilder().setType(AttributeType.GRAPH).setG(branch);
    FunctionProto endless =
        function(
            "Endless",
            node("Size", "a", "n"),
            with(
                node("If", "n", "c"),
                then.setName("then_branch").build(),
                then.setName("else_branch").build()));
    assertRefused(
        model(graph("y", 1, 3).addNode(call("Endless", "x", "y"))).addFunctions(endless),
        "inside each other more than 100 deep");
  }

  /** ONNX Runtime refuses it too: such a window would hold nothing. */
  @Test
  void paddingThatAPoolsWindowFitsIntoIsRefused() {
    assertRefused(
        model(
            graph("y", 1, 4, 8, 8)
                .addNode(
                    with(
                        node("MaxPool", "x", "y"),
                        integers("kernel_shape", 2, 2),
                        integers("pads", 5, 5, 5, 5)))),
        "node 'y' (MaxPool): padding of 5 rows and 5 columns around a pool over 2x2");
  }

  @Test
  void aChoiceWithoutAConditionOrAResultIsRefused() {
    NodeProto bare = node("If", "x", "y").toBuilder().clearInput().build();
    assertRefused(model(graph("y", 1, 3).addNode(bare)), "has no condition; expected one input");
    AttributeProto.Builder empty =
        AttributeProto.newBuilder()
            .setType(AttributeType.GRAPH)
            .setG(GraphProto.newBuilder().addNode(node("Identity", "x", "r")));
    NodeProto choice =
        with(
            node("If", "n", "y"),
            empty.setName("then_branch").build(),
            empty.setName("else_branch").build());
    assertRefused(
        model(graph("y", 1, 3).addNode(node("Size", "x", "n")).addNode(choice)),
        "its then_branch has 0 outputs, and the node 1");
  }

  @Test
  void callsOfEmptyFunctionsAreLimited() {
    ModelProto.Builder model = model(graph("y", 1, 3).addNode(call("F60", "x", "y")));
    model.addFunctions(function("F0").toBuilder().clearOutput().addOutput("a"));
    for (int i = 1; i <= 60; i++) {
      String inner = "F" + (i - 1);
      model.addFunctions(function("F" + i, call(inner, "a", "b"), call(inner, "b", "c")));
    }
    assertRefused(model, "more than 1000000 calls of functions");
  }

  @Test
  void hugeComputedConstantsAreRefused() {
    GraphProto.Builder graph =
        graph("y", 1, 3)
            .addInitializer(integers("n", TensorProto.DataType.INT64, new long[] {2}, 1 << 15))
            .addNode(node("ConstantOfShape", "n", "c"))
            .addNode(node("Add", "x,c", "y"));
    assertRefused(model(graph), "a computed constant of 32768x32768");
  }

  @Test
  void opsThatAreLeftOutOnPurposeHaveTheirReason() {
    assertRefused(
        model(graph("y", 5).addNode(node("Unique", "x", "y"))),
        "node 'y' (Unique): how many values there are depends on the values; 0 of 1 nodes");
    assertRefused(
        model(graph("y", 1, 3).addNode(node("RandomNormalLike", "x", "y"))),
        "its result is random");
  }

  @Test
  void integersOfADynamicQuantisationAreNoResult() {
    NodeProto quantize =
        node("DynamicQuantizeLinear", "x", "y").toBuilder().addOutput("s").addOutput("z").build();
    assertRefused(
        model(graph("y", 1, 3).addNode(quantize)),
        "output 'y' has the integers of a DynamicQuantizeLinear");
  }

  @Test
  void anAttributeThatNobodyLooksAtIsAnError() {
    assertRefused(
        model(graph("y", 1, 3).addNode(with(node("Relu", "x", "y"), integer("ceiling", 6)))),
        "node 'y' (Relu): attribute 'ceiling' of this op is not understood");
  }

  @Test
  void pointwiseOpThatIsNotKnownKeepsTheShape() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3)
            .addInitializer(weight("w", 3, 2))
            .addNode(node("RandomNormalLike", "x", "a"))
            .addNode(node("MatMul", "a,w", "y"));
    Path file = Files.write(folder.resolve("model.onnx"), model(graph).build().toByteArray());
    ImportedModel model = OnnxReader.read(file, new ReadOptions(Optional.empty(), true));
    assertThat(model.coverage())
        .hasToString("1 of 2 nodes are understood; not: RandomNormalLike (1)");
    assertThat(model.graph().outputs().getFirst().shape()).isEqualTo(Shape.of(1, 2));
  }

  private static Node convolution(ImportedModel model) {
    return model.graph().nodes().stream()
        .filter(node -> node.op() instanceof Op.Conv)
        .findFirst()
        .orElseThrow();
  }

  private void assertRefused(ModelProto.Builder model, String message) {
    assertThatThrownBy(() -> read(model))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(message);
  }

  private ImportedModel read(ModelProto.Builder model) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
    return OnnxReader.read(file, ReadOptions.DEFAULT);
  }
}
