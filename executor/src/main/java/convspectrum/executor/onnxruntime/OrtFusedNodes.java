package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import convspectrum.formats.onnx.read.ModelListing;
import convspectrum.formats.onnx.read.ModelListing.ListedNode;
import convspectrum.spec.file.TemporaryFolder;
import convspectrum.spec.graph.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kernels that ONNX Runtime made of several nodes without keeping a name of theirs, as it does
 * where it makes a {@code QLinearConv} of a convolution between integers. The values that they
 * write keep their names, and tell the node.
 */
final class OrtFusedNodes {
  /** Of each op, the nodes in order of execution; empty where a value has no name of the graph. */
  private final Map<String, Deque<String>> byOp = new HashMap<>();

  private OrtFusedNodes(ModelListing listing, OrtNodes nodes) {
    for (ListedNode listed : listing.nodes()) {
      if (nodes.node(listed.name()) == null) {
        Node node = nodes.node(listed.outputs().getFirst());
        byOp.computeIfAbsent(type(listed), _ -> new ArrayDeque<>())
            .add(node == null ? "" : node.name());
      }
    }
  }

  private static String type(ListedNode listed) {
    return listed.op().substring(listed.op().lastIndexOf('.') + 1);
  }

  /** Opens a session of the model, which is closed again, and reads what it wrote. */
  static OrtFusedNodes of(byte[] model, OrtSettings settings, OrtNodes nodes) throws OrtException {
    try {
      return new OrtFusedNodes(listing(model, settings), nodes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The nodes of a model after all optimisations of a session. */
  static ModelListing listing(byte[] model, OrtSettings settings) throws IOException, OrtException {
    Path folder = TemporaryFolder.create("steps");
    try (SessionOptions options = settings.open()) {
      Path file = folder.resolve("optimised.onnx");
      options.setOptimizedModelFilePath(file.toString());
      try (OrtSession _ = OrtLibrary.environment().createSession(model, options)) {
        return ModelListing.read(file);
      }
    } finally {
      TemporaryFolder.release(folder);
    }
  }

  /**
   * The node of the graph that the next kernel of this op computes, the last one of several.
   *
   * @return null where it is not known
   */
  @Nullable String next(String op) {
    Deque<String> left = byOp.get(op);
    String name = left == null ? null : left.poll();
    return name == null || name.isEmpty() ? null : name;
  }
}
