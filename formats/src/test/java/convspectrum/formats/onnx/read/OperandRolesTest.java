package convspectrum.formats.onnx.read;

import static convspectrum.formats.onnx.read.ModelProtos.graph;
import static convspectrum.formats.onnx.read.ModelProtos.integer;
import static convspectrum.formats.onnx.read.ModelProtos.integers;
import static convspectrum.formats.onnx.read.ModelProtos.node;
import static convspectrum.formats.onnx.read.ModelProtos.weight;
import static convspectrum.formats.onnx.read.ModelProtos.with;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Op;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operand counts as a parameter where an op works on it, not where it tells the op what to do.
 */
class OperandRolesTest {
  @TempDir Path folder;

  @Test
  void scalesBoundsAndPadsAreConfiguration() throws IOException {
    TensorProto pads = integers("pads", TensorProto.DataType.INT64, new long[] {8}, 1);
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("c.weight", 4, 3, 1, 1))
            .addInitializer(weight("scales", 4))
            .addInitializer(weight("roi", 8))
            .addInitializer(weight("low", 1))
            .addInitializer(weight("value", 1))
            .addInitializer(pads)
            .addNode(node("Conv", "x,c.weight", "a"))
            .addNode(node("Resize", "a,roi,scales", "b"))
            .addNode(node("Clip", "b,low", "c"))
            .addNode(node("Pad", "c,pads,value", "y"));
    assertThat(parameters(graph)).isEqualTo(12);
  }

  /** Scales that are worked out in the graph are scales still. */
  @Test
  void whatGoesIntoConfigurationIsConfiguration() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("c.weight", 4, 3, 1, 1))
            .addInitializer(weight("s", 4))
            .addInitializer(weight("t", 4))
            .addNode(node("Conv", "x,c.weight", "a"))
            .addNode(node("Mul", "s,t", "scales"))
            .addNode(node("Resize", "a,,scales", "y"));
    assertThat(parameters(graph)).isEqualTo(12);
    // Beside activations their product would be computed of parameters.
    GraphProto.Builder learned =
        graph("y", 1, 3, 8, 4)
            .addInitializer(weight("s", 4))
            .addInitializer(weight("t", 4))
            .addNode(node("Mul", "s,t", "product"))
            .addNode(node("Add", "x,product", "y"));
    assertThat(parameters(learned)).isEqualTo(8);
  }

  @Test
  void numbersOfAnExpressionAreNotLearned() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("scalar_tensor_default"))
            .addInitializer(weight("val_2"))
            .addInitializer(weight("val_4"))
            .addNode(node("Add", "x,scalar_tensor_default", "a"))
            .addNode(node("Clip", "a,val_2,val_4", "b"))
            .addNode(node("Mul", "x,b", "c"))
            .addNode(node("Div", "c,val_4", "y"));
    Graph made = read(graph);
    assertThat(ModelProtos.parameters(made)).isZero();
    assertThat(made.outputs().getFirst().op()).isInstanceOf(Op.Scale.class);
  }

  @Test
  void aScalarOfAModuleAndAScaleOfOneAxisAreLearned() throws IOException {
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("blocks.0.gamma"))
            .addInitializer(weight("alpha", 1))
            .addNode(node("Mul", "x,blocks.0.gamma", "a"))
            .addNode(node("Mul", "a,alpha", "y"));
    assertThat(parameters(graph)).isEqualTo(2);
  }

  /** As exporters write a group norm; scale and bias of the module stand behind it. */
  @Test
  void scalesThatAnExporterMakesUpAreNotLearned() throws IOException {
    for (String prefix : new String[] {"val_", "norm."}) {
      GraphProto.Builder graph =
          graph("y", 1, 4, 8, 8)
              .addInitializer(weight(prefix + "scale", 4))
              .addInitializer(zeros(prefix + "bias", 4))
              .addNode(
                  node("InstanceNormalization", "x,%1$sscale,%1$sbias".formatted(prefix), "y"));
      assertThat(parameters(graph)).as(prefix).isEqualTo(prefix.equals("norm.") ? 8 : 0);
    }
  }

  private static TensorProto zeros(String name, int size) {
    TensorProto.Builder zeros = weight(name, size).toBuilder().clearFloatData();
    for (int i = 0; i < size; i++) {
      zeros.addFloatData(0);
    }
    return zeros.build();
  }

  /** Models that travel without their weights fill them so. */
  @Test
  void filledWeightsOfLayersCount() throws IOException {
    NodeProto shape =
        with(
            node("Constant", "", "shape").toBuilder().clearInput().build(),
            integers("value_ints", 4, 3, 1, 1));
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addNode(shape)
            .addNode(node("ConstantOfShape", "shape", "w"))
            .addNode(node("Conv", "x,w", "a"))
            .addNode(node("Conv", "x,w", "b"))
            .addNode(node("Add", "a,b", "y"));
    assertThat(parameters(graph)).isEqualTo(12);
  }

  @Test
  void constantNodesHoldFixedFiltersWhereInitializersHoldWeights() throws IOException {
    NodeProto blur =
        node("Constant", "", "blur").toBuilder()
            .clearInput()
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("value")
                    .setType(AttributeType.TENSOR)
                    .setT(weight("", 4, 1, 3, 3)))
            .build();
    GraphProto.Builder graph =
        graph("y", 1, 3, 8, 8)
            .addInitializer(weight("c.weight", 4, 3, 1, 1))
            .addNode(node("Conv", "x,c.weight", "a"))
            .addNode(blur)
            .addNode(with(node("Conv", "a,blur", "y"), integer("group", 4)));
    ImportedModel model = model(graph);
    assertThat(ModelProtos.parameters(model.graph())).isEqualTo(12);
    assertThat(model.storage().fixed()).isEqualTo(36);
    // Where no layer has an initializer, its exporter keeps all weights in Constant nodes.
    GraphProto.Builder alone =
        graph("y", 1, 4, 8, 8)
            .addNode(blur)
            .addNode(with(node("Conv", "x,blur", "y"), integer("group", 4)));
    assertThat(parameters(alone)).isEqualTo(36);
  }

  private ImportedModel model(GraphProto.Builder graph) throws IOException {
    Path file =
        Files.write(folder.resolve("m.onnx"), ModelProtos.model(graph).build().toByteArray());
    return OnnxReader.read(file, ReadOptions.DEFAULT);
  }

  private Graph read(GraphProto.Builder graph) throws IOException {
    return model(graph).graph();
  }

  private long parameters(GraphProto.Builder graph) throws IOException {
    return ModelProtos.parameters(read(graph));
  }
}
