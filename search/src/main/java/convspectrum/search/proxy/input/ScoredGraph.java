package convspectrum.search.proxy.input;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The graph that proxies score: that of the network, node by node, with composites that exporters
 * split joined again ({@link Composites}), and without nodes that change nothing ({@link
 * NormalForm}). Nothing is merged: equal activations of one tensor each count.
 */
public final class ScoredGraph {
  private final Graph graph;
  private final Weights weights;
  private final Map<Node, Node> images;
  private final Map<Node, Map<String, Slot>> origins;

  /** A slot of the graph from which this one was made. */
  public record Slot(Node node, String role) {}

  private ScoredGraph(
      Graph graph, Weights weights, Map<Node, Node> images, Map<Node, Map<String, Slot>> origins) {
    this.graph = graph;
    this.weights = weights;
    this.images = images;
    this.origins = origins;
  }

  /** The scored graph of a network with these weights. */
  public static ScoredGraph of(Graph source, Weights weights) {
    return new Rebuilding(source, weights, false).rebuild();
  }

  /** The same graph with batch and layer norms replaced by the identity. */
  public ScoredGraph withoutNorms() {
    return new Rebuilding(graph, weights, true).rebuild();
  }

  /** The same graph with weights made of these. */
  ScoredGraph with(UnaryOperator<Weights> initial) {
    return new ScoredGraph(graph, initial.apply(weights), images, origins);
  }

  /** The graph that is scored. */
  public Graph graph() {
    return graph;
  }

  /** Its weights. */
  public Weights weights() {
    return weights;
  }

  /** The node that computes what {@code source} computed in the graph this was made of. */
  public Optional<Node> image(Node source) {
    return Optional.ofNullable(images.get(source));
  }

  /** Where a slot's values come from in the graph this was made of. */
  public Slot origin(Node node, String role) {
    return Objects.requireNonNull(
        origins.getOrDefault(node, Map.of()).get(role), () -> node + " " + role);
  }

  /** The convolutions and linear layers, in order; most proxies sum over these. */
  public List<Node> layers() {
    return graph.nodes().stream()
        .filter(node -> node.op() instanceof Op.Conv || node.op() instanceof Op.Linear)
        .toList();
  }

  /** The slot of a layer's weights. */
  public static ParameterSlot weight(Node layer) {
    return layer.parameters().getFirst();
  }

  private static final class Rebuilding {
    private final Graph source;
    private final Weights sourceWeights;
    private final boolean dropNorms;
    private final Map<Node, Composites.Composite> composites;
    private final NormalForm form;
    private final GraphBuilder builder;
    private final Map<Node, Node> images = new HashMap<>();
    private final Map<Node, Map<String, Slot>> origins = new HashMap<>();

    Rebuilding(Graph source, Weights weights, boolean dropNorms) {
      this.source = source;
      this.sourceWeights = weights;
      this.dropNorms = dropNorms;
      this.composites = Composites.of(source, weights);
      this.form = new NormalForm(source, composites);
      this.builder = new GraphBuilder(source.name());
    }

    ScoredGraph rebuild() {
      for (Node node : source.nodes()) {
        if (!form.isScored(node)) {
          continue;
        }
        Composites.Composite composite = composites.get(node);
        switch (composite) {
          case null -> plain(node);
          case Composites.Absorbed _ -> {}
          case Composites.OfActivation(Op.Activation op, Node input) ->
              image(node, op, List.of(input), Map.of());
          case Composites.BiasedLinear(Node linear, Node bias) -> biased(node, linear, bias);
        }
      }
      Node[] outputs = source.outputs().stream().map(this::imageOf).toArray(Node[]::new);
      Weights made =
          (node, slot) -> {
            Slot origin = Objects.requireNonNull(origins.get(node)).get(slot.role());
            return sourceWeights.get(Objects.requireNonNull(origin).node(), origin.role());
          };
      return new ScoredGraph(builder.build(outputs), made, images, origins);
    }

    private void plain(Node node) {
      boolean dropped =
          dropNorms && (node.op() instanceof Op.BatchNorm || node.op() instanceof Op.LayerNorm);
      Optional<Node> same = dropped ? Optional.of(node.inputs().getFirst()) : form.same(node);
      if (same.isPresent()) {
        images.put(node, imageOf(same.get()));
        return;
      }
      Map<String, Slot> slots = new HashMap<>();
      for (ParameterSlot slot : node.parameters()) {
        slots.put(slot.role(), new Slot(node, slot.role()));
      }
      image(node, withDecimalEpsilon(node.op()), form.reads(node), slots);
    }

    private void biased(Node node, Node linear, Node bias) {
      Op.Linear op = new Op.Linear(((Op.Linear) linear.op()).outFeatures(), true);
      image(
          node,
          op,
          linear.inputs(),
          Map.of(
              ParameterSlot.WEIGHT,
              new Slot(linear, ParameterSlot.WEIGHT),
              ParameterSlot.BIAS,
              new Slot(bias, ParameterSlot.VALUE)));
    }

    private void image(Node node, Op op, List<Node> inputs, Map<String, Slot> slots) {
      List<Node> read = new ArrayList<>();
      inputs.forEach(input -> read.add(imageOf(input)));
      Node made = builder.add(node.name(), op, read, node.origin());
      images.put(node, made);
      origins.put(made, Map.copyOf(slots));
    }

    private Node imageOf(Node node) {
      return Objects.requireNonNull(images.get(node), node::name);
    }

    /** ONNX stores 1e-5 as the nearest float32, but the networks mean exactly 1e-5. */
    private static Op withDecimalEpsilon(Op op) {
      return switch (op) {
        case Op.BatchNorm(double epsilon, boolean scale, boolean shift) ->
            new Op.BatchNorm(decimal(epsilon), scale, shift);
        case Op.LayerNorm(List<Integer> axes, double epsilon, boolean affine) ->
            new Op.LayerNorm(axes, decimal(epsilon), affine);
        default -> op;
      };
    }

    private static double decimal(double value) {
      float single = (float) value;
      return value == single ? Double.parseDouble(Float.toString(single)) : value;
    }
  }
}
