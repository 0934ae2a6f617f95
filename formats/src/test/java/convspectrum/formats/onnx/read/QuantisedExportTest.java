package convspectrum.formats.onnx.read;

import static convspectrum.formats.onnx.read.ModelProtos.graph;
import static convspectrum.formats.onnx.read.ModelProtos.integers;
import static convspectrum.formats.onnx.read.ModelProtos.model;
import static convspectrum.formats.onnx.read.ModelProtos.node;
import static convspectrum.formats.onnx.read.ModelProtos.parameters;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import convspectrum.formats.onnx.write.OnnxWriter;
import convspectrum.spec.Spec;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.written.GraphDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of quantised models in other files. */
class QuantisedExportTest {
  @TempDir Path folder;

  /** Whether real numbers or integers come out, they come out under the name of the file's op. */
  @Test
  void outputsThatPartsComputeKeepTheirName() throws IOException {
    assertThat(exportedOutput(node("DequantizeLinear", "c,s,z", "y"))).isEqualTo("c");
    assertThat(exportedOutput(node("Identity", "c", "y"))).isEqualTo("y");
    GraphProto.Builder ones =
        graph("y", 1, 3, 8, 8)
            .addInitializer(number("s", 1))
            .addInitializer(integers("z", DataType.UINT8, new long[0], 0))
            .addNode(node("QuantizeLinear", "x,s,z", "y"));
    assertThat(exportedOutput(ones)).isEqualTo("y_2");
  }

  private String exportedOutput(NodeProto last) throws IOException {
    return exportedOutput(convolution().addNode(last));
  }

  private String exportedOutput(GraphProto.Builder graph) throws IOException {
    ImportedModel model = read(graph);
    return OnnxWriter.model(model.graph(), model.weights()).getGraph().getOutput(0).getName();
  }

  private static GraphProto.Builder convolution() {
    return graph("y", 1, 3, 8, 8)
        .addInitializer(number("s", 0.02f))
        .addInitializer(integers("z", DataType.UINT8, new long[0], 3))
        .addInitializer(integers("w", DataType.INT8, new long[] {4, 3, 1, 1}, 7))
        .addInitializer(integers("wz", DataType.INT8, new long[0], 0))
        .addNode(node("QuantizeLinear", "x,s,z", "q"))
        .addNode(node("QLinearConv", "q,s,z,w,s,wz,s,z", "c"));
  }

  /** The language has no quantised blocks, but blocks for what they compute in real numbers. */
  @Test
  void quantisedOpsAreTheirPartsInSpecs() throws IOException {
    GraphProto.Builder graph =
        convolution()
            .addNode(node("QLinearConv", "c,s,z,w2,s,wz,s,z", "d").toBuilder().build())
            .addInitializer(integers("w2", DataType.INT8, new long[] {2, 4, 3, 3}, 7))
            .addNode(node("DequantizeLinear", "d,s,z", "y"));
    Graph imported = read(graph).graph();
    Spec spec = Spec.parse("net.yaml", GraphDocument.of(imported));
    Graph written = spec.graph(spec.defaults());
    assertThat(written.outputs().getFirst().shape())
        .isEqualTo(imported.outputs().getFirst().shape());
    assertThat(written.nodes().stream().map(Node::op).filter(Op.Conv.class::isInstance)).hasSize(2);
    assertThat(parameters(written)).isEqualTo(4 * 3 + 2 * 4 * 9);
  }

  private static TensorProto number(String name, float value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(DataType.FLOAT.getNumber())
        .addFloatData(value)
        .build();
  }

  private ImportedModel read(GraphProto.Builder graph) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), model(graph).build().toByteArray());
    return OnnxReader.read(file, ReadOptions.DEFAULT);
  }
}
