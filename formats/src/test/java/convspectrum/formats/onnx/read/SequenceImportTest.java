package convspectrum.formats.onnx.read;

import static convspectrum.formats.onnx.read.ModelProtos.graph;
import static convspectrum.formats.onnx.read.ModelProtos.integer;
import static convspectrum.formats.onnx.read.ModelProtos.integers;
import static convspectrum.formats.onnx.read.ModelProtos.model;
import static convspectrum.formats.onnx.read.ModelProtos.node;
import static convspectrum.formats.onnx.read.ModelProtos.parameters;
import static convspectrum.formats.onnx.read.ModelProtos.weight;
import static convspectrum.formats.onnx.read.ModelProtos.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.spec.composite.Recurrent;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import makes of embeddings, recurrent layers and loops, and what it refuses of them. */
class SequenceImportTest {
  @TempDir Path folder;

  @Test
  void transposedCopyOfATableIsOneParameterWithIt() throws IOException {
    TensorProto table = numbered("table", 0, 5, 3);
    GraphProto.Builder tied = embedding(table, transposed("copy", table));
    assertThat(parameters(read(tied).graph())).isEqualTo(15);
    // An export stores it once too, so that it has as many parameters.
    ImportedModel model = read(tied);
    Path file = folder.resolve("export.onnx");
    OnnxWriter.write(model.graph(), model.weights(), file);
    assertThat(parameters(OnnxReader.read(file, ReadOptions.DEFAULT).graph())).isEqualTo(15);
    // Another head of the same shape is another parameter.
    assertThat(parameters(read(embedding(table, numbered("copy", 1, 3, 5))).graph())).isEqualTo(30);
  }

  private static GraphProto.Builder embedding(TensorProto table, TensorProto factor) {
    return ids(graph("y", 1, 4))
        .addInitializer(table)
        .addInitializer(factor)
        .addNode(node("Gather", "table,x", "rows"))
        .addNode(node("MatMul", "rows,copy", "y"));
  }

  private static TensorProto numbered(String name, float from, int rows, int columns) {
    TensorProto.Builder tensor = weight(name, rows, columns).toBuilder().clearFloatData();
    for (int i = 0; i < rows * columns; i++) {
      tensor.addFloatData(from + i);
    }
    return tensor.build();
  }

  private static TensorProto transposed(String name, TensorProto of) {
    int rows = (int) of.getDims(0);
    int columns = (int) of.getDims(1);
    TensorProto.Builder tensor = weight(name, columns, rows).toBuilder().clearFloatData();
    for (int i = 0; i < rows * columns; i++) {
      tensor.addFloatData(of.getFloatData(i % rows * columns + i / rows));
    }
    return tensor.build();
  }

  /** The same graph with ids as its input. */
  private static GraphProto.Builder ids(GraphProto.Builder graph) {
    ValueInfoProto.Builder input = graph.getInput(0).toBuilder();
    input.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.INT64.getNumber());
    return graph.setInput(0, input);
  }

  @Test
  void inputsOfIntegersHoldIntegers() throws IOException {
    for (DataType type : DataType.values()) {
      boolean integers =
          switch (type) {
            case INT32, INT64, UINT32, UINT64, BOOL -> true;
            default -> false;
          };
      if (integers || type == DataType.FLOAT || type == DataType.UINT8) {
        GraphProto.Builder graph = graph("y", 1, 4).addNode(node("Identity", "x", "y"));
        ValueInfoProto.Builder input = graph.getInput(0).toBuilder();
        input.getTypeBuilder().getTensorTypeBuilder().setElemType(type.getNumber());
        Graph read = read(graph.setInput(0, input)).graph();
        assertThat(read.inputs().getFirst().op())
            .as(type.name())
            .isEqualTo(new Op.Input(read.inputs().getFirst().shape(), integers));
      }
    }
  }

  @Test
  void initialStatesOfZeroAreNone() throws IOException {
    TensorProto ones = weight("state", 1, 2, 4);
    TensorProto.Builder zeros = ones.toBuilder().clearFloatData();
    for (int i = 0; i < 8; i++) {
      zeros.addFloatData(0);
    }
    int weights = 16 * 3 + 16 * 4;
    assertThat(parameters(read(lstm("y", zeros.build())).graph())).isEqualTo(weights);
    assertThat(parameters(read(lstm("y", ones)).graph())).isEqualTo(weights + 8);
  }

  @Test
  void recurrentLayerIsOneNodeOfTheResultThatIsRead() throws IOException {
    Graph steps = read(lstm("y", weight("state", 1, 2, 4))).graph();
    Recurrent op = (Recurrent) steps.outputs().getFirst().op();
    assertThat(op.result()).isEqualTo(Recurrent.Result.STEPS);
    Graph cell = read(lstm("c", weight("state", 1, 2, 4))).graph();
    assertThat(((Recurrent) cell.outputs().getFirst().op()).result())
        .isEqualTo(Recurrent.Result.CELL);
    GraphProto.Builder both =
        lstm("y", weight("state", 1, 2, 4)).addOutput(ValueInfoProto.newBuilder().setName("c"));
    Graph all = read(both).graph();
    assertThat(all.nodes().stream().map(Node::op).filter(Recurrent.class::isInstance).toList())
        .singleElement()
        .satisfies(one -> assertThat(((Recurrent) one).result()).isEqualTo(Recurrent.Result.ALL));
  }

  private static GraphProto.Builder lstm(String output, TensorProto state) {
    NodeProto lstm =
        with(node("LSTM", "x,w,r,,,state", "y"), integer("hidden_size", 4)).toBuilder()
            .addOutput("")
            .addOutput("c")
            .build();
    return graph(output, 5, 2, 3)
        .addInitializer(weight("w", 1, 16, 3))
        .addInitializer(weight("r", 1, 16, 4))
        .addInitializer(state)
        .addNode(lstm);
  }

  @Test
  void weightsOfTheWrongSizeAreRefused() {
    GraphProto.Builder graph =
        graph("y", 5, 2, 3)
            .addInitializer(weight("w", 1, 12, 3))
            .addInitializer(weight("r", 1, 16, 4))
            .addNode(node("LSTM", "x,w,r", "y"));
    assertThatThrownBy(() -> read(graph))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining(
            "weights of 1x12x3 and 1x16x4 on an input of 5x2x3; expected 1 x 4·hidden x features");
  }

  @Test
  void stepsOfALoopAreLayersOfTheirOwn() throws IOException {
    Graph graph = read(loop("count", 3)).graph();
    assertThat(graph.nodes().stream().map(Node::name))
        .containsExactly("x", "loop/0/s1", "loop/1/s1", "loop/2/s1");
  }

  @Test
  void loopsOfUnknownOrUnboundedLengthAreRefused() {
    assertThatThrownBy(() -> read(loop("x", 3)))
        .hasMessageContaining(
            "(Loop): how often the body runs depends on the network's input; 0 nodes");
    assertThatThrownBy(() -> read(loop("", 3)))
        .hasMessageContaining("(Loop): a loop of more than 10000 steps");
  }

  private static GraphProto.Builder loop(String count, int value) {
    GraphProto body =
        GraphProto.newBuilder()
            .addInput(ValueInfoProto.newBuilder().setName("i"))
            .addInput(ValueInfoProto.newBuilder().setName("go"))
            .addInput(ValueInfoProto.newBuilder().setName("s0"))
            .addNode(node("Sin", "s0", "s1"))
            .addOutput(ValueInfoProto.newBuilder().setName("go"))
            .addOutput(ValueInfoProto.newBuilder().setName("s1"))
            .build();
    AttributeProto attribute =
        AttributeProto.newBuilder().setName("body").setType(AttributeType.GRAPH).setG(body).build();
    NodeProto loop =
        with(node("Loop", count + ",,x", "y"), attribute).toBuilder().setName("loop").build();
    return graph("y", 1, 2)
        .addInitializer(integers("count", DataType.INT64, new long[0], value))
        .addNode(loop);
  }

  @Test
  void weightsOfFewBitsCountAsWeights() throws IOException {
    NodeProto node =
        with(
                node("MatMulNBits", "x,w,s", "y"),
                integer("K", 24),
                integer("N", 10),
                integer("bits", 4),
                integer("block_size", 16))
            .toBuilder()
            .setDomain("com.microsoft")
            .build();
    GraphProto.Builder graph =
        graph("y", 2, 24)
            .addInitializer(integers("w", DataType.UINT8, new long[] {10, 2, 8}, 0x9A))
            .addInitializer(weight("s", 20))
            .addNode(node);
    ImportedModel model = read(graph);
    assertThat(parameters(model.graph())).isEqualTo(240);
    Node linear = model.graph().outputs().getFirst();
    // The low half of a byte comes first, and 8 is 0.
    float[] weights = model.weights().get(linear, "weight").data();
    assertThat(weights[0]).isEqualTo(2);
    assertThat(weights[1]).isEqualTo(1);
  }

  /**
   * ONNX Runtime has these forms on graphics cards alone: (N, tokens, heads, several, features).
   */
  @Test
  void attentionOfPackedTensors() throws IOException {
    NodeProto.Builder attention =
        with(node("MultiHeadAttention", "x", "y"), integer("num_heads", 3)).toBuilder()
            .setDomain("com.microsoft");
    Node own = read(graph("y", 2, 5, 3, 3, 8).addNode(attention)).graph().outputs().getFirst();
    assertThat(own.shape()).isEqualTo(Shape.of(2, 5, 24));
    assertThat(macs(own)).isEqualTo(2 * 3 * 5 * 5 * 16);
    GraphProto.Builder graph =
        graph("y", 2, 5, 24)
            .addInitializer(weight("kv", 2, 7, 3, 2, 8))
            .addNode(attention.addInput("kv"));
    assertThat(macs(read(graph).graph().outputs().getFirst())).isEqualTo(2 * 3 * 5 * 7 * 16);
  }

  private ImportedModel read(GraphProto.Builder graph) throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.write(file, model(graph).build().toByteArray());
    return OnnxReader.read(file, ReadOptions.DEFAULT);
  }

  private static long macs(Node node) {
    return ((Op.Composite) node.op()).macs(node.inputs().stream().map(Node::shape).toList());
  }
}
