package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.Kind;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph being made, and what its nodes store. Each stored tensor counts once: where it is used
 * first. What is computed of stored tensors before it is used counts nowhere; the stored ones then
 * stand in the graph by themselves.
 */
public final class GraphTarget {
  /** A network has fewer; repeated padding, tiling and gathering must not make more. */
  private static final int MAX_NODES = 1_000_000;

  private final GraphBuilder builder;
  private final Map<ImportedWeights.Slot, ConstantTensor> weights = new HashMap<>();
  private final Set<Initializer> counted = new HashSet<>();

  /** Those of the counted tensors that count nowhere. */
  private final Set<Initializer> leftOut = new HashSet<>();

  /** The integers that a quantisation gives real values, which count like real numbers. */
  private final Set<Initializer> quantised = new HashSet<>();

  /** All nodes but inputs and constants. */
  private final List<Node> made = new ArrayList<>();

  private int defining;

  private final Map<ConstantTensor, Node> constants = new IdentityHashMap<>();

  public GraphTarget(String name) {
    this.builder = new GraphBuilder(name);
  }

  public GraphBuilder builder() {
    return builder;
  }

  public Map<ImportedWeights.Slot, ConstantTensor> weights() {
    return weights;
  }

  Node add(String name, Op op, List<Node> inputs, Origin origin) {
    requireRoom();
    Node node = builder.add(name, op, inputs, origin);
    made.add(node);
    return node;
  }

  /** A node that stores these tensors, by role. */
  Node add(
      String name, Op op, List<Node> inputs, Origin origin, Map<String, ConstantTensor> stored) {
    requireRoom();
    Set<String> shared = new HashSet<>();
    stored.forEach((role, tensor) -> {
      Initializer initializer = tensor.initializer();
      if (initializer == null || !counted.add(initializer)) {
        shared.add(role);
      }
    });
    Node node = builder.add(name, op, inputs, origin, shared);
    made.add(node);
    for (ParameterSlot slot : node.parameters()) {
      ConstantTensor tensor = stored.get(slot.role());
      if (tensor == null || tensor.elements() != slot.shape().elements()) {
        throw new OpException(
            "%s of %s"
                .formatted(slot.role(), tensor == null ? "nothing" : Dims.text(tensor.dims())),
            "expected " + slot.shape());
      }
      weights.put(new ImportedWeights.Slot(node.index(), slot.role()), tensor);
    }
    return node;
  }

  /** The node of a constant that an op takes as an input like any other. */
  public Node constant(ConstantTensor tensor, String name) {
    Node made = constants.get(tensor);
    if (made == null) {
      Initializer initializer = tensor.initializer();
      boolean learned =
          initializer != null
              && initializer.ofGraph()
              && isReal(initializer)
              && counted.add(initializer);
      made = stored(initializer == null ? name : initializer.name(), tensor, learned);
      constants.put(tensor, made);
    }
    return made;
  }

  /**
   * Leaves the stored tensors that a constant is made of out of the count: the scale of a
   * quantisation is not learned.
   */
  void leaveOut(ConstantTensor tensor) {
    leftOut.addAll(tensor.provenance().stored());
    counted.addAll(tensor.provenance().stored());
  }

  /** Takes over which stored tensors do not count, and which integers do. */
  void takeRoles(GraphTarget other) {
    leftOut.addAll(other.leftOut);
    counted.addAll(other.leftOut);
    quantised.addAll(other.quantised);
  }

  /** Lets the stored integers that a constant holds count like real numbers. */
  void countAsReal(ConstantTensor tensor) {
    if (tensor.initializer() != null) {
      quantised.add(tensor.initializer());
    }
  }

  private boolean isReal(Initializer initializer) {
    return initializer.kind() == Kind.FLOAT || quantised.contains(initializer);
  }

  /**
   * Lets a stored tensor stand by itself if no node has it: one that went into an attribute, or
   * into a constant that the graph computes.
   */
  public void addUncounted(Initializer initializer) {
    boolean counts = initializer.ofGraph() && isReal(initializer);
    if (counts && Dims.elements(initializer.dims()) > 0 && counted.add(initializer)) {
      stored(initializer.name(), initializer.constant(), true);
    }
  }

  private Node stored(String name, ConstantTensor tensor, boolean learned) {
    requireRoom();
    Op.Constant op = new Op.Constant(Shape.of(tensor.dims()), learned);
    Node node = builder.add(name, op, List.of(), new Origin(name, "Initializer"));
    weights.put(new ImportedWeights.Slot(node.index(), ParameterSlot.VALUE), tensor);
    return node;
  }

  /** By node and role, the names of the stored tensors that slots hold. */
  public Map<Node, Map<String, String>> parameterNames(Graph graph) {
    Map<Node, Map<String, String>> names = new HashMap<>();
    weights.forEach((slot, tensor) -> {
      if (tensor.initializer() != null) {
        Node node = graph.nodes().get(slot.node());
        names
            .computeIfAbsent(node, _ -> new HashMap<>())
            .put(slot.role(), tensor.initializer().name());
      }
    });
    return names;
  }

  /** The nodes that no other reads, inputs and stored tensors excepted. */
  public List<Node> unread() {
    Set<Node> read = new HashSet<>();
    made.forEach(node -> read.addAll(node.inputs()));
    return made.stream().filter(node -> !read.contains(node)).toList();
  }

  /** Counts the primitive ops that an op is defined by as nodes, so that they are bounded too. */
  void addDefinition(int ops) {
    defining += ops;
    requireRoom();
  }

  private void requireRoom() {
    if (builder.size() + defining >= MAX_NODES) {
      throw new OpException("more than " + MAX_NODES + " nodes", "expected a network");
    }
  }
}
