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

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What quantised models have: which nodes and which parameters, and what is refused. */
class OnnxQuantisedRulesTest {
  @TempDir Path folder;

  @Test
  void quantisingAtTheLowestIntegerIsARelu() throws IOException {
    Graph made = read(convolutions(0).addNode(node("Conv", "r,w2", "y"))).graph();
    assertThat(types(made)).containsExactly("Conv", "Activation", "Conv");
    assertThat(activation(made))
        .isEqualTo(new Op.Activation(ActivationFunction.CLIP, 0, 255 * 0.02f));
    assertThat(made.outputs().getFirst().inputs().getFirst().origin().block())
        .isEqualTo("QuantizeLinear");
  }

  @Test
  void zeroPointShiftsTheBounds() throws IOException {
    Graph made = read(convolutions(100).addNode(node("Conv", "r,w2", "y"))).graph();
    assertThat(activation(made).alpha()).isEqualTo(-100 * 0.02f);
    assertThat(activation(made).beta()).isEqualTo(155 * 0.02f);
  }

  /** A second quantisation on the same scale, as around a Flatten, has no node. */
  @Test
  void whatCutsOffNothingHasNoNode() throws IOException {
    GraphProto.Builder graph =
        convolutions(0)
            .addNode(
                node("MaxPool", "r", "p").toBuilder().addAttribute(integers("kernel_shape", 2, 2)))
            .addNode(node("Flatten", "p", "f"))
            .addNode(node("QuantizeLinear", "f,s,z", "fq"))
            .addNode(node("DequantizeLinear", "fq,s,z", "y"));
    assertThat(types(read(graph).graph())).containsExactly("Conv", "Activation", "Pool", "Reshape");
  }

  /** The mean of what is at least 0 is so too, which a second quantisation of it sees as well. */
  @Test
  void clipThatIsOpenBelowIsAsItsInputIs() throws IOException {
    GraphProto.Builder graph =
        convolutions(0)
            .addInitializer(number("s2", 0.01f))
            .addNode(node("GlobalAveragePool", "r", "g"))
            .addNode(node("QuantizeLinear", "g,s2,z", "gq"))
            .addNode(node("DequantizeLinear", "gq,s2,z", "gd"))
            .addNode(node("Flatten", "gd", "f"))
            .addNode(node("QuantizeLinear", "f,s2,z", "fq"))
            .addNode(node("DequantizeLinear", "fq,s2,z", "y"));
    assertThat(types(read(graph).graph()))
        .containsExactly("Conv", "Activation", "GlobalPool", "Activation", "Reshape");
  }

  /** The rectifier of a file that keeps its ReLU is that ReLU, and is there once. */
  @Test
  void quantisedReluIsCutOffAboveAlone() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(number("s", 0.02f))
            .addInitializer(integers("z", DataType.UINT8, new long[0], 0))
            .addNode(node("Relu", "x", "a"))
            .addNode(node("QuantizeLinear", "a,s,z", "q"))
            .addNode(node("DequantizeLinear", "q,s,z", "y"));
    Graph made = read(graph).graph();
    assertThat(types(made)).containsExactly("Activation", "Activation");
    assertThat(((Op.Activation) made.outputs().getFirst().op()).alpha())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  /** One op of the file is one node, whose parts are those of the network of real numbers. */
  @Test
  void quantisedConvolutionIsOneNode() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(number("s", 0.02f))
            .addInitializer(integers("z", DataType.UINT8, new long[0], 0))
            .addInitializer(integers("w", DataType.INT8, new long[] {4, 3, 1, 1}, 7))
            .addInitializer(integers("wz", DataType.INT8, new long[0], 0))
            .addInitializer(integers("b", DataType.INT32, new long[] {4}, 7))
            .addNode(node("QuantizeLinear", "x,s,z", "q"))
            .addNode(node("QLinearConv", "q,s,z,w,s,wz,s,z,b", "c"))
            .addNode(with(node("MaxPool", "c", "p"), integers("kernel_shape", 2, 2)))
            .addNode(node("QuantizeLinear", "r,s,z", "q2"))
            .addNode(node("DequantizeLinear", "p,s,z", "r"))
            .addNode(node("DequantizeLinear", "q2,s,z", "y"));
    Graph made = read(graph).graph();
    assertThat(types(made)).containsExactly("Activation", "QLinearConv", "Pool");
    assertThat(parameters(made)).isEqualTo(12 + 4);
    Node conv = made.nodes().stream().filter(n -> n.name().equals("c")).findFirst().orElseThrow();
    // 4 channels of 8×8 from 3.
    assertThat(((Op.Composite) conv.op()).macs(List.of(conv.inputShape()))).isEqualTo(768);
  }

  @Test
  void zeroPointMayBeACastConstant() throws IOException {
    NodeProto constant =
        with(node("Constant", "", "z64").toBuilder().clearInput().build(), integer("value_int", 0));
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(number("s", 0.02f))
            .addNode(constant)
            .addNode(with(node("Cast", "z64", "z"), integer("to", DataType.INT8.getNumber())))
            .addNode(node("QuantizeLinear", "x,s,z", "q"))
            .addNode(node("DequantizeLinear", "q,s,z", "y"));
    Op.Activation clip = (Op.Activation) read(graph).graph().outputs().getFirst().op();
    assertThat(clip.alpha()).isEqualTo(-128 * 0.02f);
  }

  @Test
  void scalesAreNoParametersBehindAProductOfScales() throws IOException {
    for (String[] last :
        new String[][] {{"Mul", "xs,ws", "sc", "cf,sc"}, {"Mul", "cf,xs", "m", "m,ws"}}) {
      GraphProto.Builder graph =
          graph("y", 1, 4, 8, 8)
              .addInitializer(integers("w", DataType.UINT8, new long[] {6, 2, 3, 3}, 9))
              .addInitializer(integers("wz", DataType.UINT8, new long[0], 128))
              .addInitializer(weight("ws", 1))
              .addInitializer(weight("b", 6, 1, 1))
              .addNode(
                  node("DynamicQuantizeLinear", "x", "xq").toBuilder()
                      .addOutput("xs")
                      .addOutput("xz"))
              .addNode(with(node("ConvInteger", "xq,w,xz,wz", "c"), integer("group", 2)))
              .addNode(with(node("Cast", "c", "cf"), integer("to", 1)))
              .addNode(node(last[0], last[1], last[2]))
              .addNode(node("Mul", last[3], "s"))
              .addNode(node("Add", "s,b", "y"));
      assertThat(parameters(read(graph).graph())).as(last[1]).isEqualTo(6 * 2 * 9 + 6);
    }
  }

  @Test
  void integersThatARealTensorIsStoredAsCountWhereverTheyAreUsed() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 5)
            .addInitializer(integers("w", DataType.INT8, new long[] {5, 7}, 3))
            .addInitializer(integers("b", DataType.INT32, new long[] {7}, 3))
            .addInitializer(weight("s"))
            .addNode(node("DequantizeLinear", "w,s", "wd"))
            .addNode(node("DequantizeLinear", "b,s", "bd"))
            .addNode(node("MatMul", "x,wd", "m"))
            .addNode(node("Add", "m,bd", "y"));
    assertThat(parameters(read(graph).graph())).isEqualTo(5 * 7 + 7);
  }

  @Test
  void floatWeightsThatTheGraphQuantisesAreTheLayersOwn() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("w", 4, 3, 1, 1))
            .addInitializer(number("s", 0.005f))
            .addInitializer(integers("z", DataType.INT8, new long[0], 0))
            .addNode(node("QuantizeLinear", "w,s,z", "q"))
            .addNode(node("DequantizeLinear", "q,s,z", "d"))
            .addNode(node("Conv", "x,d", "y"));
    ImportedModel model = read(graph);
    Node conv = model.graph().outputs().getFirst();
    assertThat(parameters(model.graph())).isEqualTo(12);
    assertThat(conv.sharedRoles()).isEmpty();
    // 1 / 0.005 is 200, and int8 ends at 127.
    assertThat(model.weights().get(conv, ParameterSlot.WEIGHT).data()).containsOnly(127 * 0.005f);
  }

  @Test
  void whatIsNotUnderstoodSaysWhy() {
    for (float scale : new float[] {0, -0.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      refused(
          "a scale of %s ('s'); expected a finite number above 0; try to quantise the network again"
              .formatted((double) scale),
          scale,
          DataType.INT8);
    }
    refused("a zero point of element type 22 (INT4)", 0.1f, DataType.INT4);
  }

  /** Of a scale for each channel, the place is told too. */
  @Test
  void aScaleOfAChannelIsAboveZero() {
    for (float scale : new float[] {0, -2, Float.NaN}) {
      GraphProto.Builder graph =
          graph("y", 1, 3, 8, 8)
              .addInitializer(integers("w", DataType.INT8, new long[] {4, 3, 1, 1}, 7))
              .addInitializer(numbers("ws", 0.1f, 0.1f, scale, 0.1f))
              .addNode(with(node("DequantizeLinear", "w,ws", "d"), integer("axis", 0)))
              .addNode(node("Conv", "x,d", "y"));
      assertThatThrownBy(() -> read(graph))
          .isInstanceOf(SpecException.class)
          .hasMessageContaining(
              "node 'd' (DequantizeLinear): a scale of %s at place 2 of 4 ('ws'); expected a finite"
                  .formatted((double) scale));
    }
  }

  @Test
  void aZeroPointHasTheTypeOfItsIntegers() {
    for (DataType type : new DataType[] {DataType.UINT8, DataType.FLOAT}) {
      GraphProto.Builder graph =
          graph("y", 1, 3, 8, 8)
              .addInitializer(integers("w", DataType.INT8, new long[] {4, 3, 1, 1}, 7))
              .addInitializer(number("ws", 0.1f))
              .addInitializer(
                  type == DataType.FLOAT ? number("wz", 0) : integers("wz", type, new long[0], 0))
              .addNode(node("DequantizeLinear", "w,ws,wz", "d"))
              .addNode(node("Conv", "x,d", "y"));
      assertThatThrownBy(() -> read(graph))
          .isInstanceOf(SpecException.class)
          .hasMessageContaining(
              "node 'd' (DequantizeLinear): a zero point of type %s ('wz'); expected int8, as the integers"
                  .formatted(type.name().toLowerCase(Locale.ROOT)));
    }
    GraphProto.Builder values =
        graph("y", 1, 3, 8, 8)
            .addInitializer(number("s", 0.1f))
            .addInitializer(integers("z", DataType.UINT8, new long[0], 3))
            .addInitializer(integers("other", DataType.INT8, new long[0], 3))
            .addNode(node("QuantizeLinear", "x,s,z", "q"))
            .addNode(node("DequantizeLinear", "q,s,other", "y"));
    assertThatThrownBy(() -> read(values))
        .hasMessageContaining("a zero point of type int8 ('other'); expected uint8");
  }

  private void refused(String text, float scale, DataType type) {
    GraphProto.Builder graph =
        graph("y", 1, 3)
            .addInitializer(number("s", scale))
            .addNode(
                with(node("QuantizeLinear", "x,s", "q"), integer("output_dtype", type.getNumber())))
            .addNode(node("DequantizeLinear", "q,s", "y"));
    assertThatThrownBy(() -> read(graph))
        .isInstanceOf(SpecException.class)
        .hasMessageContaining("node 'q' (QuantizeLinear): " + text);
  }

  /** A convolution whose result is quantised with this zero point in uint8, as {@code r}. */
  private static GraphProto.Builder convolutions(int zero) {
    return graph("y", 1, 3, 8, 8)
        .addInitializer(weight("w", 4, 3, 1, 1))
        .addInitializer(weight("w2", 2, 4, 1, 1))
        .addInitializer(number("s", 0.02f))
        .addInitializer(integers("z", DataType.UINT8, new long[0], zero))
        .addNode(node("Conv", "x,w", "c"))
        .addNode(node("QuantizeLinear", "c,s,z", "q"))
        .addNode(node("DequantizeLinear", "q,s,z", "r"));
  }

  private static TensorProto number(String name, float value) {
    return numbers(name, value).toBuilder().clearDims().build();
  }

  private static TensorProto numbers(String name, float... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.FLOAT.getNumber())
            .addDims(values.length);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }

  private static List<String> types(Graph graph) {
    return graph.nodes().stream()
        .filter(node -> !(node.op() instanceof Op.Source))
        .map(node -> node.op().typeName())
        .toList();
  }

  private static Op.Activation activation(Graph graph) {
    return graph.nodes().stream()
        .map(Node::op)
        .filter(Op.Activation.class::isInstance)
        .map(Op.Activation.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private ImportedModel read(GraphProto.Builder graph) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model(graph).build().toByteArray());
    return OnnxReader.read(file, ReadOptions.DEFAULT);
  }
}
