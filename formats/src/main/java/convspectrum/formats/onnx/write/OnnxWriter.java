package convspectrum.formats.onnx.write;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import com.google.protobuf.CodedOutputStream;
import convspectrum.formats.onnx.annotate.AnnotatedModel;
import convspectrum.formats.onnx.annotate.Annotations;
import convspectrum.formats.sharing.SharedTensors;
import convspectrum.spec.composite.CompositeOp;
import convspectrum.spec.composite.Expansion;
import convspectrum.spec.composite.Recorded;
import convspectrum.spec.fault.FailedRunException;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.quantised.LayerIntegers;
import convspectrum.spec.quantised.QuantisedGraph;
import convspectrum.spec.quantised.ValueScale;
import convspectrum.spec.tensor.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes graphs as ONNX models. Values and nodes carry the names of the graph's nodes, initializers
 * are named {@code node.role}; where an op takes several ONNX nodes, they are called {@code
 * node/part}; the last part of an op that is written by its definition has the name of the op.
 * Equal graphs and weights give equal bytes.
 */
public final class OnnxWriter {
  /** The operator set that models are written in, unless they have an op of a later one. */
  public static final int OPSET = 17;

  /** The version of the file format that came with opset 17 (ONNX 1.12). */
  private static final int IR_VERSION = 8;

  /** A protobuf message holds less than 2 GiB; what is not weights gets 64 MiB of it. */
  private static final long MAX_WEIGHT_BYTES = (2L << 30) - (64L << 20);

  private OnnxWriter() {}

  /** A model's weights do not fit one protobuf message. The message gives both sizes. */
  public static final class TooLargeException extends FailedRunException {
    private static final long serialVersionUID = 1L;

    private TooLargeException(String message) {
      super(message);
    }
  }

  /**
   * The model with its weights inside.
   *
   * @throws TooLargeException where the weights are too large for one protobuf message
   */
  public static ModelProto model(Graph graph, Weights weights) {
    requireFit(graph);
    return model(graph, weights, new EmbeddedTensors(), Map.of(), Map.of());
  }

  /**
   * The model of a network of integers, with its weights inside: each value that is stored as
   * integers passes a QuantizeLinear and a DequantizeLinear, and so do the weights of its layers.
   *
   * @throws TooLargeException where the weights are too large for one protobuf message
   */
  public static ModelProto model(QuantisedGraph network) {
    requireFit(network.graph());
    return model(
        network.graph(),
        network.weights(),
        new EmbeddedTensors(),
        network.values(),
        network.layers());
  }

  /** The model of a network of integers, as a file would hold it. */
  public static byte[] bytes(QuantisedGraph network) {
    return model(network).toByteArray();
  }

  /**
   * Writes the model of a network of integers to a file, as a whole or not at all.
   *
   * @throws TooLargeException where the weights are too large for one protobuf message
   * @throws convspectrum.spec.file.WriteException where it cannot be written
   */
  public static void write(QuantisedGraph network, Path file) {
    ModelProto model = model(network);
    AtomicFile.write(file, out -> serialize(model, out));
  }

  /**
   * The model with its weights inside, as a file would hold it.
   *
   * @throws TooLargeException where the weights are too large for one protobuf message
   */
  public static byte[] bytes(Graph graph, Weights weights) {
    return model(graph, weights).toByteArray();
  }

  /**
   * Writes the model to a file, as a whole or not at all. Weights that are too large for one
   * protobuf message go to {@code file.data} beside it.
   *
   * @throws convspectrum.spec.file.WriteException where it cannot be written
   */
  public static void write(Graph graph, Weights weights, Path file) {
    write(graph, weights, file, MAX_WEIGHT_BYTES, model -> model);
  }

  /**
   * The same with texts beside the nodes.
   *
   * @param annotations by the names of the graph's nodes
   */
  public static void write(Graph graph, Weights weights, Path file, Annotations annotations) {
    write(graph, weights, file, MAX_WEIGHT_BYTES, model -> AnnotatedModel.of(model, annotations));
  }

  static void write(Graph graph, Weights weights, Path file, long maxEmbeddedBytes) {
    write(graph, weights, file, maxEmbeddedBytes, model -> model);
  }

  private static void write(
      Graph graph,
      Weights weights,
      Path file,
      long maxEmbeddedBytes,
      UnaryOperator<ModelProto> finish) {
    if (weightBytes(graph) <= maxEmbeddedBytes) {
      ModelProto model =
          finish.apply(model(graph, weights, new EmbeddedTensors(), Map.of(), Map.of()));
      AtomicFile.write(file, out -> serialize(model, out));
      return;
    }
    String location = file.getFileName() + ".data";
    ModelProto[] model = new ModelProto[1];
    AtomicFile.write(
        file.resolveSibling(location),
        out ->
            model[0] =
                finish.apply(
                    model(graph, weights, new ExternalTensors(location, out), Map.of(), Map.of())));
    AtomicFile.write(file, out -> serialize(model[0], out));
  }

  private static void requireFit(Graph graph) {
    long bytes = weightBytes(graph);
    if (bytes > MAX_WEIGHT_BYTES) {
      throw new TooLargeException(
          "%s has %d bytes of weights; one ONNX model in memory holds at most %d"
              .formatted(graph.name(), bytes, MAX_WEIGHT_BYTES));
    }
  }

  private static ModelProto model(
      Graph all,
      Weights allWeights,
      TensorStore store,
      Map<String, ValueScale> scales,
      Map<String, LayerIntegers> layers) {
    Expansion written =
        Expansion.of(
            all, allWeights, op -> !(op instanceof Recorded recorded) || recorded.isWritten());
    Graph graph = written.graph();
    int opset = opset(graph);
    SharedTensors shared = SharedTensors.of(graph, written.weights());
    OnnxGraph target = new OnnxGraph(graph, store, opset, written.results(), shared);
    IntegerWriter integers = new IntegerWriter(target, scales, layers);
    OpWriter ops = new OpWriter(target, written.weights(), integers);
    Map<Node, String> results = written.results();
    for (Node node : graph.nodes()) {
      if (!shared.isReplaced(node)) {
        ops.write(node);
        integers.value(node, results.getOrDefault(node, node.name()));
      }
    }
    target.outputs(graph.outputs());
    return ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("convspectrum")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
        .setGraph(target.build())
        .build();
  }

  /** The operator set that a graph is written in: {@link #OPSET}, or the first that has all ops. */
  public static int opset(Graph graph) {
    int opset = OPSET;
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Op.Composite composite) {
        opset = Math.max(opset, CompositeWriter.opset(CompositeOp.of(composite)));
      }
    }
    return opset;
  }

  private static long weightBytes(Graph graph) {
    long elements = 0;
    for (Node node : graph.nodes()) {
      for (ParameterSlot slot : node.parameters()) {
        elements = Math.addExact(elements, slot.shape().elements());
      }
    }
    return Math.multiplyExact(elements, Float.BYTES);
  }

  private static void serialize(ModelProto model, OutputStream out) throws IOException {
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    coded.useDeterministicSerialization();
    model.writeTo(coded);
    coded.flush();
  }
}
