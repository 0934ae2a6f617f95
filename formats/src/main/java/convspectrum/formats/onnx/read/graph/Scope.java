package convspectrum.formats.onnx.read.graph;

import convspectrum.formats.onnx.read.node.OnnxAttributes;
import convspectrum.formats.onnx.read.node.Value;
import convspectrum.spec.graph.Node;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that names stand for inside one graph or one call of a function. */
public final class Scope {
  private final @Nullable Scope around;
  private final String prefix;
  private final long opset;
  private final OnnxAttributes attributes;
  private final Map<String, Value> values = new HashMap<>();

  /**
   * @param around where names are looked up that are not known here; null for a function
   * @param prefix before the names of nodes
   * @param attributes those of the call, in a function
   */
  public Scope(@Nullable Scope around, String prefix, long opset, OnnxAttributes attributes) {
    this.around = around;
    this.prefix = prefix;
    this.opset = opset;
    this.attributes = attributes;
  }

  String prefix() {
    return prefix;
  }

  long opset() {
    return opset;
  }

  OnnxAttributes attributes() {
    return attributes;
  }

  /** Lets a name stand for a value. */
  public void put(String name, Value value) {
    values.put(name, value);
  }

  /** The value of a name; null where it is not known. */
  public @Nullable Value get(String name) {
    for (Scope scope = this; scope != null; scope = scope.around) {
      Value value = scope.values.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The nodes that names of this graph stand for. */
  public Map<String, Node> computed() {
    Map<String, Node> nodes = new HashMap<>();
    values.forEach((name, value) -> {
      if (value instanceof Value.Computed(Node node, _, _)) {
        nodes.put(name, node);
      }
    });
    return nodes;
  }
}
