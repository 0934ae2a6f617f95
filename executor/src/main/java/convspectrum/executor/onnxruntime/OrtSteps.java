package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import convspectrum.costmodel.convention.MultiplyAccumulates;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.formats.onnx.read.ModelListing;
import convspectrum.formats.onnx.read.ModelListing.ListedNode;
import convspectrum.spec.file.TemporaryFolder;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The kernels that ONNX Runtime makes of a model: the nodes of the model that a session writes
 * after all optimisations, with the convolutions in its blocked layout, what is fused with them,
 * and the nodes that copy values to this layout and back.
 */
final class OrtSteps {
  /** Kernels that multiply and accumulate; others have a name of a node that may lie behind one. */
  private static final Pattern MULTIPLYING = Pattern.compile(".*(Conv|Gemm|MatMul).*");

  private final OrtNodes nodes;
  private final ModelListing listing;
  private final Map<String, Shape> shapes = new HashMap<>();

  private OrtSteps(Graph graph, ModelListing listing) {
    this.nodes = new OrtNodes(graph);
    this.listing = listing;
    graph.nodes().forEach(node -> shapes.put(node.name(), node.shape()));
  }

  /** Opens a session of the model, which is closed again, and lists what it wrote. */
  static List<RuntimeStep> of(Graph graph, byte[] model, OrtSettings settings) throws OrtException {
    try {
      Path folder = TemporaryFolder.create("steps");
      try (SessionOptions options = settings.open()) {
        Path file = folder.resolve("optimised.onnx");
        options.setOptimizedModelFilePath(file.toString());
        try (OrtSession _ = OrtLibrary.environment().createSession(model, options)) {
          return new OrtSteps(graph, ModelListing.read(file)).steps();
        }
      } finally {
        TemporaryFolder.release(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<RuntimeStep> steps() {
    List<RuntimeStep> steps = new ArrayList<>();
    for (ListedNode listed : listing.nodes()) {
      Node node = nodes.node(listed.name());
      if (node != null) {
        listed.outputs().forEach(output -> shapes.put(output, node.shape()));
      } else {
        Shape first = shapes.get(listed.inputs().getFirst());
        if (first != null) {
          listed.outputs().forEach(output -> shapes.put(output, first));
        }
      }
      steps.add(step(listed, node == null ? List.of() : List.of(node)));
    }
    return steps;
  }

  private RuntimeStep step(ListedNode listed, List<Node> computed) {
    List<String> inputs = new ArrayList<>();
    long values = 0;
    long weights = 0;
    List<Long> matrix = List.of();
    for (String input : listed.inputs()) {
      Shape shape = shapes.get(input);
      List<Long> stored = listing.stored().get(input);
      if (stored != null) {
        inputs.add("stored " + stored);
        weights += stored.stream().reduce(1L, Math::multiplyExact);
        matrix = stored.size() > matrix.size() ? stored : matrix;
      } else {
        inputs.add(shape == null ? "none" : shape.toString());
        values += shape == null ? 0 : shape.elements();
      }
    }
    Shape output = shapes.get(listed.outputs().getFirst());
    values += output == null ? 0 : output.elements();
    String key = "%s {%s} %s -> %s".formatted(listed.op(), listed.attributes(), inputs, output);
    long macs = macs(listed, computed);
    long done = output == null || macs == 0 ? macs : Math.max(macs, products(matrix, output));
    return new RuntimeStep(
        key,
        listed.op(),
        computed.isEmpty()
            ? List.of(listed.op().substring(listed.op().lastIndexOf('.') + 1))
            : computed.stream().map(Node::name).toList(),
        new Work(macs, done, Float.BYTES * values, Float.BYTES * weights));
  }

  private long macs(ListedNode listed, List<Node> computed) {
    return MULTIPLYING.matcher(listed.op()).matches()
        ? computed.stream().mapToLong(node -> MultiplyAccumulates.of(nodes.working(node))).sum()
        : 0;
  }

  /** The products of a weight, whose channels are padded to whole blocks, with all pixels. */
  private static long products(List<Long> weight, Shape output) {
    if (weight.size() < 2) {
      return 0;
    }
    long channels = output.rank() == 4 ? output.channels() : output.dim(-1);
    return output.elements() / channels * weight.stream().reduce(1L, Math::multiplyExact);
  }
}
