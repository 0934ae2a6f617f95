package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import convspectrum.executor.runtime.NodeTime;
import convspectrum.spec.file.TemporaryFolder;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Times per node from ONNX Runtime's own profile, a file of trace events. Events of category {@code
 * Node} with the name {@code …_kernel_time} hold a kernel's time in whole microseconds. Since that
 * is coarse for small kernels, the middle half of several passes is averaged.
 */
final class OrtProfile {
  private static final int WARM_UP_PASSES = 2;
  private static final int MIN_PASSES = 3;
  private static final int MAX_PASSES = 50;
  private static final long ENOUGH_NANOS = 300_000_000;
  private static final String KERNEL = "_kernel_time";

  private static final Set<String> ROUNDING = Set.of("QuantizeLinear", "DequantizeLinear");

  private OrtProfile() {}

  /** Opens a session with profiling, runs several passes and returns the time of each node. */
  static List<NodeTime> of(
      Graph graph, byte[] model, OrtSettings settings, Consumer<OrtSession> pass) {
    try {
      Path folder = TemporaryFolder.create("profile");
      try {
        return read(graph, record(model, settings, pass, folder));
      } finally {
        TemporaryFolder.release(folder);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed to profile " + graph.name() + ": " + OrtLibrary.reason(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path record(
      byte[] model, OrtSettings settings, Consumer<OrtSession> pass, Path folder)
      throws OrtException {
    try (SessionOptions options = settings.open()) {
      options.enableProfiling(folder.resolve("profile").toString());
      try (OrtSession session = OrtLibrary.environment().createSession(model, options)) {
        long start = System.nanoTime();
        for (int i = 0; i < WARM_UP_PASSES + MAX_PASSES; i++) {
          pass.accept(session);
          if (i >= WARM_UP_PASSES + MIN_PASSES - 1 && System.nanoTime() - start > ENOUGH_NANOS) {
            break;
          }
        }
        return Path.of(session.endProfiling());
      }
    }
  }

  private static List<NodeTime> read(Graph graph, Path file) {
    OrtNodes nodes = new OrtNodes(graph);
    Map<String, Times> byNode = new LinkedHashMap<>();
    for (JsonNode event : JsonMapper.shared().readTree(file)) {
      String name = event.path("name").asString("");
      if (event.path("cat").asString("").equals("Node") && name.endsWith(KERNEL)) {
        Node known = nodes.node(name.substring(0, name.length() - KERNEL.length()));
        JsonNode details = event.path("args");
        String op = details.path("op_name").asString("");
        String node = known == null ? op : name(known, op); // its own names have running numbers
        String key = details.path("node_index").asString("") + " " + name;
        byNode
            .computeIfAbsent(key, _ -> new Times(node, op, new ArrayList<>()))
            .micros
            .add(event.path("dur").asLong());
      }
    }
    return byNode.values().stream().map(Times::middle).toList();
  }

  /** Roundings to integers and back stand beside the node whose value they round. */
  private static String name(Node node, String op) {
    return ROUNDING.contains(op) ? op + " " + node.name() : node.name();
  }

  private record Times(String node, String op, List<Long> micros) {
    /** The interquartile mean: finer than a median of whole microseconds, and as robust. */
    NodeTime middle() {
      List<Long> sorted = micros.stream().skip(WARM_UP_PASSES).sorted().toList();
      int cut = sorted.size() / 4;
      double mean =
          sorted.subList(cut, sorted.size() - cut).stream()
              .mapToLong(Long::longValue)
              .average()
              .orElse(0);
      return new NodeTime(node, op, Math.round(mean * 1000));
    }
  }
}
