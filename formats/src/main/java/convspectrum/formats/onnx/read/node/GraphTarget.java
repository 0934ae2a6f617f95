package convspectrum.formats.onnx.read.node;

import convspectrum.formats.onnx.read.constant.ConstantTensor;
import convspectrum.formats.onnx.read.constant.Dims;
import convspectrum.formats.onnx.read.constant.Initializer;
import convspectrum.formats.onnx.read.constant.OpException;
import convspectrum.formats.onnx.read.constant.Origins;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Origin;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.Collections;
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
 *
 * <p>An operand that a node of the graph works on, as its weights or beside activations, is
 * learned. One that only tells a reader what to do (bounds, scales, pads, axes, sizes) never comes
 * here, and so counts nowhere, however it is computed.
 */
public final class GraphTarget {
  /** A network has fewer; repeated padding, tiling and gathering must not make more. */
  private static final int MAX_NODES = 1_000_000;

  private final GraphBuilder builder;
  private final Map<ImportedWeights.Slot, ConstantTensor> weights = new HashMap<>();
  private final Set<Initializer> counted = new HashSet<>();

  /** Those of the counted tensors that count nowhere. */
  private final Set<Initializer> leftOut = new HashSet<>();

  /**
   * The stored tensors that a node of the graph works on, as they are or in what is made of them.
   */
  private final Set<Initializer> operands = new HashSet<>();

  private final Set<Origins> visited = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The integers that a quantisation gives real values, which count like real numbers. */
  private final Set<Initializer> quantised;

  /** All nodes but inputs and constants. */
  private final List<Node> made = new ArrayList<>();

  private int defining;

  private final Map<ConstantTensor, Node> constants = new IdentityHashMap<>();

  private final boolean constantsAreFixed;
  private final boolean rounds;
  private long fixed;

  /**
   * A graph without nodes.
   *
   * @param constantsAreFixed whether the weights that Constant nodes hold are not learned
   * @param rounds whether quantised values are rounded
   */
  public GraphTarget(String name, boolean constantsAreFixed, boolean rounds) {
    this(name, constantsAreFixed, rounds, new HashSet<>());
  }

  private GraphTarget(
      String name, boolean constantsAreFixed, boolean rounds, Set<Initializer> quantised) {
    this.builder = new GraphBuilder(name);
    this.constantsAreFixed = constantsAreFixed;
    this.rounds = rounds;
    this.quantised = quantised;
  }

  /** A graph beside this one, by the same rules. */
  GraphTarget aside(String name) {
    return new GraphTarget(name, constantsAreFixed, rounds, quantised);
  }

  /** The number of elements of weights that are not learned. */
  public long fixed() {
    return fixed;
  }

  boolean rounds() {
    return rounds;
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
      noteOperand(tensor);
      Initializer initializer = tensor.initializer();
      if (initializer == null || !counted.add(initializer)) {
        shared.add(role);
      } else if (constantsAreFixed && initializer.holder() == Initializer.Holder.CONSTANT_NODE) {
        shared.add(role);
        fixed += tensor.elements();
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
      noteOperand(tensor);
      boolean learned =
          initializer != null && isLearned(initializer) && !leftOut.contains(initializer);
      boolean shared = learned && !counted.add(initializer);
      made = stored(initializer == null ? name : initializer.name(), tensor, learned, shared);
      constants.put(tensor, made);
    }
    return made;
  }

  /**
   * Leaves the stored tensors that a constant is made of out of the count: the scale of a
   * quantisation is not learned.
   */
  void leaveOut(ConstantTensor tensor) {
    Set<Initializer> origins = new HashSet<>();
    tensor
        .provenance()
        .origins()
        .addTo(origins, Collections.newSetFromMap(new IdentityHashMap<>()));
    leftOut.addAll(origins);
    counted.addAll(origins);
  }

  /** Takes over which stored tensors do not count. */
  void takeRoles(GraphTarget other) {
    leftOut.addAll(other.leftOut);
    counted.addAll(other.leftOut);
  }

  /** Lets the stored integers that a constant holds count like real numbers. */
  void countAsReal(ConstantTensor tensor) {
    if (tensor.initializer() != null) {
      countAsReal(tensor.initializer());
    }
  }

  /** Lets stored integers count like real numbers. */
  public void countAsReal(Initializer integers) {
    quantised.add(integers);
  }

  /** The node of a constant that belongs to the op and is not learned, such as a bound. */
  Node configuration(ConstantTensor tensor, String name) {
    leaveOut(tensor);
    return constant(tensor, name);
  }

  private void noteOperand(ConstantTensor tensor) {
    tensor.provenance().origins().addTo(operands, visited);
  }

  /** Whether a tensor is stored as it is, and learned. */
  boolean learns(ConstantTensor tensor) {
    return tensor.initializer() != null && isLearned(tensor.initializer());
  }

  private boolean isLearned(Initializer initializer) {
    return initializer.isLearned()
        || (initializer.holder() == Initializer.Holder.GRAPH && quantised.contains(initializer));
  }

  /** Lets a stored tensor count as if a node worked on it. */
  public void keep(Initializer initializer) {
    operands.add(initializer);
  }

  /**
   * Lets a stored tensor stand by itself if a node works on what is computed of it, and none on
   * itself.
   */
  public void addUncounted(Initializer initializer) {
    boolean counts = isLearned(initializer) && operands.contains(initializer);
    if (counts && Dims.elements(initializer.dims()) > 0 && counted.add(initializer)) {
      stored(initializer.name(), initializer.constant(), true, false);
    }
  }

  private Node stored(String name, ConstantTensor tensor, boolean learned, boolean shared) {
    requireRoom();
    Op.Constant op = new Op.Constant(Shape.of(tensor.dims()), learned);
    Set<String> roles = shared ? Set.of(ParameterSlot.VALUE) : Set.of();
    Node node = builder.add(name, op, List.of(), new Origin(name, "Initializer"), roles);
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
