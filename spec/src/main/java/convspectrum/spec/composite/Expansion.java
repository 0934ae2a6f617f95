package convspectrum.spec.composite;

import convspectrum.spec.composite.definition.Definition;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A graph whose composites are replaced by their definitions.
 *
 * @param graph the graph of primitive ops, and of the composites that were kept
 * @param weights its weights, made of those of the graph it was made of
 * @param sources of each node, the node of the graph it was made of that it is, or is a part of
 */
public record Expansion(Graph graph, Weights weights, Map<Node, Node> sources) {
  /** The node of the original graph, by the name of each node of this one. */
  public Map<String, Node> sourcesByName() {
    Map<String, Node> byName = new HashMap<>();
    sources.forEach((node, source) -> byName.put(node.name(), source));
    return byName;
  }

  /** By the node that gives the result of a composite's definition, the composite's name. */
  public Map<Node, String> results() {
    Set<Node> results = new HashSet<>(graph.outputs());
    for (Node node : graph.nodes()) {
      node.inputs().stream()
          .filter(input -> sources.get(input) != sources.get(node))
          .forEach(results::add);
    }
    Map<Node, String> names = new HashMap<>();
    for (Node node : results) {
      String name = Objects.requireNonNull(sources.get(node), node::name).name();
      if (!name.equals(node.name())) {
        names.put(node, name);
      }
    }
    return names;
  }

  /** The error of a consumer of primitive ops that is given a composite. */
  public static IllegalStateException notExpanded(Node node) {
    return new IllegalStateException(node + " is a composite; expected its definition");
  }

  /** Whether the graph has composites, other than those that {@code kept} accepts. */
  public static boolean isNeeded(Graph graph, Predicate<CompositeOp> kept) {
    return graph.nodes().stream()
        .anyMatch(node ->
            node.op() instanceof Op.Composite composite && !kept.test(CompositeOp.of(composite)));
  }

  /**
   * Replaces composites by their definitions.
   *
   * @param weights the weights of the graph; they are read when those of the expansion are
   * @param kept which composites stay
   */
  public static Expansion of(Graph graph, Weights weights, Predicate<CompositeOp> kept) {
    if (!isNeeded(graph, kept)) {
      Map<Node, Node> same = new HashMap<>();
      graph.nodes().forEach(node -> same.put(node, node));
      return new Expansion(graph, weights, same);
    }
    Expansion once = new Building(graph, weights, kept).run();
    // A definition may hold composites that store something, which have definitions of their own.
    return isNeeded(once.graph, kept) ? once.then(of(once.graph, once.weights, kept)) : once;
  }

  /** What became of the graph in a second expansion. */
  private Expansion then(Expansion next) {
    Map<Node, Node> first = new HashMap<>();
    next.sources.forEach((node, between) ->
        first.put(node, Objects.requireNonNull(sources.get(between), between::name)));
    return new Expansion(next.graph, next.weights, Map.copyOf(first));
  }

  private static final class Building {
    private final Graph source;
    private final Weights sourceWeights;
    private final Predicate<CompositeOp> kept;
    private final GraphBuilder builder;
    private final Map<Node, Node> images = new HashMap<>();
    private final Map<Node, Node> sources = new HashMap<>();
    private final Map<Node, Map<String, Definition.Stored>> stored = new HashMap<>();
    private final Map<Node, Tensor> constants = new HashMap<>();

    Building(Graph source, Weights weights, Predicate<CompositeOp> kept) {
      this.source = source;
      this.sourceWeights = weights;
      this.kept = kept;
      this.builder = new GraphBuilder(source.name());
    }

    Expansion run() {
      for (Node node : source.nodes()) {
        List<Node> inputs = node.inputs().stream().map(this::image).toList();
        if (node.op() instanceof Op.Composite composite && !kept.test(CompositeOp.of(composite))) {
          images.put(node, define(node, CompositeOp.of(composite), inputs));
        } else {
          Node copy =
              builder.add(node.name(), node.op(), inputs, node.origin(), node.sharedRoles());
          sources.put(copy, node);
          images.put(node, copy);
        }
      }
      Node[] outputs = source.outputs().stream().map(this::image).toArray(Node[]::new);
      return new Expansion(builder.build(outputs), new PartWeights(this), Map.copyOf(sources));
    }

    private Node define(Node node, CompositeOp op, List<Node> inputs) {
      Node result = op.define(inputs, new NodeParts(this, node));
      if (!result.shape().equals(node.shape())) {
        throw new IllegalStateException(
            node + " is defined as " + result.shape() + "; expected " + node.shape());
      }
      return result;
    }

    private Node image(Node node) {
      return Objects.requireNonNull(images.get(node), node::name);
    }
  }

  /** The parts of one composite node. */
  private record NodeParts(Building building, Node node) implements Definition {
    @Override
    public Node part(String part, Op op, Node... operands) {
      // A definition may use other composites, as long as they store nothing.
      if (op instanceof Op.Composite composite && !building.kept.test(CompositeOp.of(composite))) {
        return CompositeOp.of(composite).define(List.of(operands), this);
      }
      return add(part, op, List.of(operands), Set.of());
    }

    @Override
    public Node constant(String part, Tensor value) {
      Node made = add(part, new Op.Constant(value.shape(), false), List.of(), Set.of());
      building.constants.put(made, value);
      return made;
    }

    @Override
    public Node part(String part, Op op, Node operand, Map<String, Stored> stored) {
      Set<String> shared = new HashSet<>();
      stored.forEach((role, from) -> {
        if (node.sharedRoles().contains(from.role())) {
          shared.add(role);
        }
      });
      Node made = add(part, op, List.of(operand), shared);
      building.stored.put(made, Map.copyOf(stored));
      return made;
    }

    @Override
    public Node stored(String role, Shape shape) {
      ParameterSlot slot = slot(role);
      Set<String> shared =
          node.sharedRoles().contains(role) ? Set.of(ParameterSlot.VALUE) : Set.of();
      Node made = add(role, new Op.Constant(shape, slot.trainable()), List.of(), shared);
      building.stored.put(made, Map.of(ParameterSlot.VALUE, Stored.plain(role)));
      return made;
    }

    private ParameterSlot slot(String role) {
      return node.parameters().stream()
          .filter(slot -> slot.role().equals(role))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(node + " stores no " + role));
    }

    private Node add(String part, Op op, List<Node> inputs, Set<String> shared) {
      Node made = building.builder.add(node.name() + "/" + part, op, inputs, node.origin(), shared);
      building.sources.put(made, node);
      return made;
    }
  }

  /** Weights of copies are those of their sources, weights of parts are arranged from them. */
  private record PartWeights(Building building) implements Weights {
    @Override
    public Tensor get(Node node, ParameterSlot slot) {
      Tensor constant = building.constants.get(node);
      if (constant != null) {
        return constant;
      }
      Node source = Objects.requireNonNull(building.sources.get(node), node::name);
      Map<String, Definition.Stored> stored = building.stored.get(node);
      if (stored == null) {
        return building.sourceWeights.get(source, slot);
      }
      Definition.Stored from = Objects.requireNonNull(stored.get(slot.role()), slot::role);
      Tensor arranged = from.arranged().apply(building.sourceWeights.get(source, from.role()));
      return Tensor.of(slot.shape(), arranged.data());
    }
  }
}
