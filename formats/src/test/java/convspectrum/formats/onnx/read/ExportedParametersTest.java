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

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.formats.pytorch.PyTorchHeader;
import convspectrum.formats.pytorch.PyTorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An export has the parameters of the model that it was made of. */
class ExportedParametersTest {
  @TempDir Path folder;

  @Test
  void tableOfPositionsThatConstantsGather() throws IOException {
    assertThat(
            module(
                graph("y", 1, 6, 4)
                    .addInitializer(weight("positions", 10, 4))
                    .addInitializer(integers("i", DataType.INT64, new long[] {6}, 3))
                    .addNode(node("Gather", "positions,i", "p"))
                    .addNode(node("Add", "x,p", "y")),
                40))
        .contains("nn.Parameter(torch.randn((10, 4)) * 0.02)");
  }

  @Test
  void tableOfIntegersThatIsGatheredAndThenDequantised() throws IOException {
    for (NodeProto gather :
        new NodeProto[] {
          node("Gather", "table,x", "rows"), node("GatherElements", "table,x", "rows")
        }) {
      module(
          graph("y", 5, 4)
              .addInitializer(integers("table", DataType.INT8, new long[] {10, 4}, 7))
              .addInitializer(weight("s"))
              .addInitializer(integers("z", DataType.INT8, new long[0], 0))
              .addNode(gather)
              .addNode(node("Identity", "rows", "same"))
              .addNode(node("DequantizeLinear", "same,s,z", "y")),
          40);
    }
  }

  @Test
  void integersThatAreNotDequantisedAreNoParameters() throws IOException {
    module(
        graph("y", 5)
            .addInitializer(integers("table", DataType.INT8, new long[] {10, 4}, 7))
            .addNode(node("Gather", "table,x", "y")),
        0);
  }

  @Test
  void layersThatShareTensors() throws IOException {
    String text =
        module(
            graph("y", 1, 4, 8, 8)
                .addInitializer(filled("w", 0.5f, 4, 4, 3, 3))
                .addInitializer(filled("b", 2, 4))
                .addInitializer(filled("c", 3, 4))
                .addNode(same("Conv", "x,w,b", "p"))
                .addNode(same("Conv", "p,w,c", "q"))
                .addNode(same("Conv", "q,w,b", "y")),
            4 * 4 * 9 + 8);
    assertThat(text)
        .contains(
            "        self.layers[1].weight = self.layers[0].weight\n",
            "        self.layers[2].weight = self.layers[0].weight\n",
            "        self.layers[2].bias = self.layers[0].bias\n")
        .doesNotContain("self.layers[1].bias =");
  }

  /** A layer learns what is made of a tensor that no layer has as it is stored. */
  @Test
  void weightsThatAreTransposed() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 4, 3)
            .addInitializer(weight("w", 2, 3, 5))
            .addNode(with(node("Transpose", "w", "t"), integers("perm", 0, 2, 1)))
            .addNode(with(node("Reshape", "t,shape", "m")))
            .addInitializer(shape("shape", 3, 10))
            .addNode(node("MatMul", "x,m", "y"));
    assertThat(module(graph, 30)).doesNotContain("register_buffer").contains("nn.Linear(3, 10");
  }

  /** Neither part is the tensor: it is kept, and the parts are not learned. */
  @Test
  void weightsThatAreCutUp() throws IOException {
    String text =
        module(
            graph("y", 1, 4, 4)
                .addInitializer(weight("w", 4, 8))
                .addNode(
                    with(node("Split", "w", "u"), integer("axis", 1)).toBuilder()
                        .addOutput("v")
                        .build())
                .addNode(node("MatMul", "x,u", "p"))
                .addNode(node("MatMul", "p,v", "q"))
                .addInitializer(filled("own", 2, 4, 3))
                .addNode(node("MatMul", "q,own", "y")),
            32 + 12);
    assertThat(text)
        .contains("del self.layers[0].weight\n", "self.layers[1].register_buffer(\"weight\", ")
        .contains("nn.Parameter(torch.randn((4, 8)) * 0.02)");
  }

  private static NodeProto same(String type, String inputs, String output) {
    return with(node(type, inputs, output), integers("pads", 1, 1, 1, 1));
  }

  private static TensorProto filled(String name, float value, long... dims) {
    TensorProto.Builder tensor = weight(name, dims).toBuilder();
    for (int i = 0; i < tensor.getFloatDataCount(); i++) {
      tensor.setFloatData(i, value);
    }
    return tensor.build();
  }

  private static TensorProto shape(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    return tensor.build();
  }

  /** The PyTorch file, after checking that it and an ONNX file have as many parameters. */
  private String module(GraphProto.Builder graph, long expected) throws IOException {
    Path file = folder.resolve("model.onnx");
    Files.write(file, model(graph).build().toByteArray());
    ImportedModel model = OnnxReader.read(file, ReadOptions.DEFAULT);
    assertThat(parameters(model.graph())).isEqualTo(expected);
    Path export = folder.resolve("export.onnx");
    OnnxWriter.write(model.graph(), model.weights(), export);
    assertThat(parameters(OnnxReader.read(export, ReadOptions.DEFAULT).graph()))
        .isEqualTo(expected);
    String text =
        PyTorchWriter.text(model.graph(), model.weights(), new PyTorchHeader("1", "", 1, 0));
    assertThat(text).contains("# %,d parameters".formatted(expected));
    return text;
  }
}
