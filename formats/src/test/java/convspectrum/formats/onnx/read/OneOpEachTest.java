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
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is one op in a file is one op of the graph, however many it is defined by. */
class OneOpEachTest {
  @TempDir Path folder;

  @Test
  void opsWithoutARecordOfTheirOwnStayOne() throws IOException {
    List<NodeProto> nodes =
        List.of(
            node("CumProd", "x,axis", "y"),
            node("DFT", "x", "y"),
            node("GreaterOrEqual", "x,one", "y"),
            node("IsInf", "x", "y"),
            with(node("Cast", "x", "y"), integer("to", TensorProto.DataType.BOOL_VALUE)),
            node("LogSoftmax", "x", "y"),
            node("OneHot", "x,depth,values", "y"),
            node("ReverseSequence", "x,lengths", "y"),
            with(node("Selu", "x", "y"), real("gamma", 3)),
            with(node("SpaceToDepth", "x", "y"), integer("blocksize", 2)),
            node("SwiGLU", "x,one", "y"),
            with(node("Swish", "x", "y"), real("alpha", 2)),
            node("TensorScatter", "x,row,starts", "y"));
    for (NodeProto each : nodes) {
      assertThat(computing(each)).as(each.getOpType()).hasSize(1);
    }
  }

  @Test
  void opsByConstantIndicesAndSizesStayOne() throws IOException {
    List<NodeProto> nodes =
        List.of(
            node("CenterCropPad", "x,threes", "y"),
            node("Compress", "x,values", "y"),
            node("GatherElements", "x,places", "y"),
            node("GatherND", "x,place", "y"),
            node("LayerNormalization", "x,scale", "y"),
            with(node("MaxUnpool", "x,zeros", "y"), integers("kernel_shape", 2, 2)),
            node("RMSNormalization", "x,values", "y"),
            with(
                node("Resize", "x,,,threes", "y"),
                text("mode", "linear"),
                text("coordinate_transformation_mode", "tf_half_pixel_for_nn")),
            node("ScatterElements", "x,places,row", "y"),
            node("ScatterND", "x,place,update", "y"),
            node("Trilu", "x", "y"));
    for (NodeProto each : nodes) {
      assertThat(computing(each)).as(each.getOpType()).hasSize(1);
    }
  }

  @Test
  void poolsOfSequencesAreOne() throws IOException {
    for (String type : List.of("MaxPool", "AveragePool")) {
      NodeProto pool = with(node(type, "x", "y"), integers("kernel_shape", 2));
      assertThat(computing(pool, graph("y", 1, 4, 8))).as(type).hasSize(1);
      NodeProto rounded = with(pool, integer("ceil_mode", 1), integers("strides", 3));
      List<Node> nodes = computing(rounded, graph("y", 1, 4, 10));
      assertThat(nodes).as(type).hasSize(1);
      assertThat(nodes.getFirst().shape()).isEqualTo(Shape.of(1, 4, 4));
    }
  }

  private List<Node> computing(NodeProto node) throws IOException {
    return computing(node, graph("y", 2, 4, 6, 2));
  }

  private List<Node> computing(NodeProto node, GraphProto.Builder graph) throws IOException {
    TensorProto.DataType whole = TensorProto.DataType.INT64;
    graph
        .addInitializer(integers("axis", TensorProto.DataType.INT64, new long[0], 2))
        .addInitializer(integers("depth", TensorProto.DataType.INT64, new long[0], 3))
        .addInitializer(integers("lengths", TensorProto.DataType.INT64, new long[] {4}, 2))
        .addInitializer(integers("starts", TensorProto.DataType.INT64, new long[] {2}, 1))
        .addInitializer(weight("values", 2))
        .addInitializer(weight("one"))
        .addInitializer(weight("row", 2, 4, 1, 2))
        .addInitializer(weight("update", 1, 4, 6, 2))
        .addInitializer(weight("scale", 6, 1))
        .addInitializer(integers("places", whole, new long[] {2, 4, 1, 2}, 1))
        .addInitializer(integers("place", whole, new long[] {1, 1}, 1))
        .addInitializer(integers("threes", whole, new long[] {4}, 3))
        .addInitializer(integers("zeros", whole, new long[] {2, 4, 6, 2}, 0))
        .addNode(node);
    ModelProto model =
        ModelProto.newBuilder()
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(19))
            .setGraph(graph)
            .build();
    Path file = Files.write(folder.resolve("m.onnx"), model.toByteArray());
    return OnnxReader.read(file, ReadOptions.DEFAULT).graph().nodes().stream()
        .filter(each -> !(each.op() instanceof Op.Source))
        .toList();
  }

  private static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  private static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF(value)
        .build();
  }
}
