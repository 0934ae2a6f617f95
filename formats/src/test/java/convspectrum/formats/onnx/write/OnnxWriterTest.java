package convspectrum.formats.onnx.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import convspectrum.spec.composite.RotaryEmbedding;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Interpolation;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import convspectrum.spec.tensor.SeededWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWriterTest {
  private static final SeededWeights WEIGHTS = new SeededWeights(1);

  @TempDir private Path folder;

  @Test
  void operatorSetIsTheFirstThatHasAllOps() {
    GraphBuilder builder = new GraphBuilder("rotary");
    Node x = builder.input("x", Shape.of(1, 2, 3, 4));
    Node angles = builder.input("angles", Shape.of(1, 3, 2));
    Graph plain = builder.build(x);
    Node turned = builder.add("turned", new RotaryEmbedding(2, 4, false, false), x, angles, angles);
    Graph rotary = builder.build(turned);
    assertThat(OnnxWriter.opset(plain)).isEqualTo(17);
    assertThat(OnnxWriter.opset(rotary)).isEqualTo(23);
    assertThat(OnnxWriter.model(rotary, new SeededWeights(1)).getOpsetImport(0).getVersion())
        .isEqualTo(23);
  }

  @Test
  void namesShapesAndWeightsAreThoseOfTheGraph() throws IOException {
    Graph graph = block();
    ModelProto model = ModelProto.parseFrom(OnnxWriter.model(graph, WEIGHTS).toByteArray());
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getProducerName()).isEqualTo("convspectrum");
    GraphProto onnx = model.getGraph();
    assertThat(onnx.getName()).isEqualTo("block");
    assertThat(onnx.getNodeList())
        .extracting(NodeProto::getName)
        .containsExactly("conv", "norm", "relu");
    assertThat(onnx.getNodeList())
        .extracting(NodeProto::getOpType)
        .containsExactly("Conv", "BatchNormalization", "Relu");
    assertThat(onnx.getInitializerList())
        .extracting(TensorProto::getName)
        .containsExactly(
            "conv.weight", "norm.weight", "norm.bias", "norm.running_mean", "norm.running_var");
    assertThat(onnx.getInitializer(0).getDimsList()).containsExactly(8L, 4L, 3L, 3L);
    assertThat(
            onnx.getOutput(0).getType().getTensorType().getShape().getDimList().stream()
                .map(dim -> dim.getDimValue()))
        .containsExactly(1L, 8L, 10L, 10L);
    float first =
        ByteBuffer.wrap(onnx.getInitializer(0).getRawData().toByteArray())
            .order(ByteOrder.LITTLE_ENDIAN)
            .getFloat();
    assertThat(first).isEqualTo(WEIGHTS.get(graph.nodes().get(1), "weight").data()[0]);
  }

  @Test
  void equalGraphsGiveEqualBytes() {
    Path first = folder.resolve("a.onnx");
    Path second = folder.resolve("b.onnx");
    OnnxWriter.write(block(), WEIGHTS, first);
    OnnxWriter.write(block(), WEIGHTS, second);
    assertThat(first).hasSameBinaryContentAs(second);
    assertThat(first).hasBinaryContent(OnnxWriter.model(block(), WEIGHTS).toByteArray());
  }

  @Test
  void largeWeightsGoToAFileBesideTheModel() throws IOException {
    Path file = folder.resolve("large.onnx");
    OnnxWriter.write(block(), WEIGHTS, file, 100);
    GraphProto onnx = ModelProto.parseFrom(Files.readAllBytes(file)).getGraph();
    byte[] data = Files.readAllBytes(folder.resolve("large.onnx.data"));
    assertThat(data).hasSize((8 * 4 * 9 + 4 * 8) * Float.BYTES);
    TensorProto beta = onnx.getInitializer(2);
    assertThat(beta.getDataLocation()).isEqualTo(TensorProto.DataLocation.EXTERNAL);
    assertThat(beta.getExternalDataList())
        .extracting(entry -> entry.getKey() + "=" + entry.getValue())
        .containsExactly("location=large.onnx.data", "offset=1184", "length=32");
    float first = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getFloat(1184);
    assertThat(first).isEqualTo(WEIGHTS.get(block().nodes().get(2), "bias").data()[0]);
  }

  @Test
  void aModelInMemoryHasItsLimit() {
    GraphBuilder builder = new GraphBuilder("huge");
    Node x = builder.input("x", Shape.of(1, 1 << 15));
    Graph graph = builder.build(builder.add("y", new Op.Linear(1 << 15, false), x));
    assertThatThrownBy(() -> OnnxWriter.model(graph, WEIGHTS))
        .isInstanceOf(OnnxWriter.TooLargeException.class)
        .hasMessageStartingWith("huge has 4294967296 bytes of weights");
  }

  @Test
  void takenNamesAreNumbered() {
    GraphBuilder builder = new GraphBuilder("names");
    Node x = builder.input("silu/sigmoid", Shape.of(2));
    Node silu = builder.add("silu", Op.Activation.of(ActivationFunction.SILU), x);
    Node scale = builder.add("", new Op.Scale(2), silu);
    assertThat(nodes(builder.build(scale)))
        .extracting(NodeProto::getName)
        .containsExactly("silu/sigmoid_2", "silu", "node2");
  }

  @Test
  void opsetSeventeenComposesWhatItHasNoOperatorFor() {
    Shape map = Shape.of(1, 4, 6, 6);
    assertThat(types(Op.Activation.of(ActivationFunction.GELU), map))
        .containsExactly("Div", "Erf", "Add", "Mul", "Mul");
    assertThat(types(Op.Activation.of(ActivationFunction.MISH), map))
        .containsExactly("Softplus", "Tanh", "Mul");
    assertThat(types(new Op.ChannelShuffle(2), map))
        .containsExactly("Reshape", "Transpose", "Reshape");
    assertThat(types(new Op.LayerNorm(List.of(1), 1e-6, true), map))
        .containsExactly("Transpose", "LayerNormalization", "Transpose");
    assertThat(types(new Op.LayerNorm(List.of(2, 3), 1e-6, true), map))
        .containsExactly("LayerNormalization");
    assertThat(types(new Op.Linear(3, true), Shape.of(1, 4))).containsExactly("Gemm");
    assertThat(types(new Op.Linear(3, true), map)).containsExactly("Transpose", "MatMul", "Add");
    assertThat(types(new Op.Zero(), map)).containsExactly("ConstantOfShape");
  }

  /** Readers count initializers as parameters. */
  @Test
  void whatIsNotLearnedIsNoFloatInitializer() {
    Shape map = Shape.of(1, 4, 6, 6);
    Window dilated = new Window(2, 2, 1, 1, 2, 2, Padding.NONE);
    List<Op> ops =
        List.of(
            new Op.Activation(ActivationFunction.CLIP, 0, 6),
            Op.Activation.of(ActivationFunction.GELU),
            Op.Activation.of(ActivationFunction.GELU_TANH),
            new Op.Scale(0.17),
            new Op.Pad(Padding.all(1), 2),
            new Op.LayerNorm(List.of(1), 1e-6, false),
            new Op.Pool(PoolKind.AVERAGE, dilated, false, false));
    for (Op op : ops) {
      assertThat(floatInitializers(single(op, map))).as(op.toString()).isEmpty();
    }
    assertThat(floatInitializers(single(new Op.BatchNorm(1e-3, false, true), map)))
        .containsExactly("y.bias", "y.running_mean", "y.running_var");
  }

  private static List<String> floatInitializers(Graph graph) {
    return OnnxWriter.model(graph, WEIGHTS).getGraph().getInitializerList().stream()
        .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE)
        .map(TensorProto::getName)
        .toList();
  }

  @Test
  void poolsAreWrittenWithoutCeilMode() {
    // 6 columns, kernel 3, stride 2, padding 1: ceil adds a fourth window, which ends at column 7,
    // two beyond the input.
    Window window = Window.square(3, 2, 1);
    Op max = new Op.Pool(PoolKind.MAX, window, true, false);
    Op counted = new Op.Pool(PoolKind.AVERAGE, window, true, true);
    Shape map = Shape.of(1, 4, 6, 6);
    assertThat(types(max, map)).containsExactly("MaxPool");
    assertThat(types(counted, map)).containsExactly("Pad", "AveragePool");
    assertThat(types(new Op.Pool(PoolKind.AVERAGE, window, false, true), map))
        .containsExactly("AveragePool");
    assertThat(pads(max, map)).containsExactly(1L, 1L, 2L, 2L);
    assertThat(pads(counted, map)).containsExactly(0L, 0L, 1L, 1L);
    Window dilated = new Window(2, 2, 1, 1, 2, 2, Padding.NONE);
    assertThat(types(new Op.Pool(PoolKind.AVERAGE, dilated, false, false), map))
        .containsExactly("Expand", "Conv", "Mul");
  }

  @Test
  void nearestPixelsThatFloatsWouldMissAreGathered() {
    assertThat(ResizeWriter.isExactInFloat(7, 14)).isTrue();
    assertThat(types(new Op.Resize(14, 14, Interpolation.NEAREST), Shape.of(1, 1, 7, 7)))
        .containsExactly("Resize");
    int inexact = 0;
    for (int in = 1; in <= 64; in++) {
      for (int out = 1; out <= 64; out++) {
        inexact += ResizeWriter.isExactInFloat(in, out) ? 0 : 1;
      }
    }
    assertThat(inexact).isPositive();
    int out = 1;
    while (ResizeWriter.isExactInFloat(49, out)) {
      out++;
    }
    assertThat(types(new Op.Resize(out, out, Interpolation.NEAREST), Shape.of(1, 1, 49, 49)))
        .containsExactly("Gather", "Gather");
  }

  private static Graph block() {
    GraphBuilder builder = new GraphBuilder("block");
    Node x = builder.input("image", Shape.of(1, 4, 10, 10));
    Node conv = builder.add("conv", new Op.Conv(8, Window.same(3), 1, false), x);
    Node norm = builder.add("norm", new Op.BatchNorm(1e-5, true, true), conv);
    return builder.build(builder.add("relu", Op.Activation.of(ActivationFunction.RELU), norm));
  }

  private static List<String> types(Op op, Shape shape) {
    return nodes(single(op, shape)).stream().map(NodeProto::getOpType).toList();
  }

  private static List<Long> pads(Op op, Shape shape) {
    return nodes(single(op, shape)).getLast().getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("pads"))
        .findFirst()
        .orElseThrow()
        .getIntsList();
  }

  private static Graph single(Op op, Shape shape) {
    GraphBuilder builder = new GraphBuilder("single");
    return builder.build(builder.add("y", op, builder.input("x", shape)));
  }

  /** Those that compute something of the input. */
  private static List<NodeProto> nodes(Graph graph) {
    return OnnxWriter.model(graph, WEIGHTS).getGraph().getNodeList().stream()
        .filter(node -> !node.getOpType().equals("Constant"))
        .toList();
  }
}
