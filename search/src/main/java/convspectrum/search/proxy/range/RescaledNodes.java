package convspectrum.search.proxy.range;

import convspectrum.search.proxy.input.UndefinedScoreException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The nodes of a {@link RescaledGraph} as they are made, and the exponents of their values. */
final class RescaledNodes {
  /** A value at this exponent saturates whatever saturates, and its exponential does not matter. */
  private static final int SATURATED = 2 * RescaledGraph.STEP;

  private static final int MOST_PER_OP = 1000;

  /** Nothing is left of a float64 that is scaled down by so much. */
  static final int VANISHED = 3000;

  /** A node of this graph whose value times 2^exponent is that of a node of the other. */
  record Stored(Node node, long exponent) {}

  private final GraphBuilder builder;

  /** For each node of this graph with weights, the node whose they are and its bias's exponent. */
  private final Map<Node, Stored> origins = new HashMap<>();

  RescaledNodes(String name) {
    this.builder = new GraphBuilder(name);
  }

  Graph graph(Stored output) {
    return builder.build(output.node());
  }

  /** The weights of the graph, where {@code weights} are those of the other. */
  Weights weights(Weights weights) {
    return (node, slot) -> {
      Stored origin = Objects.requireNonNull(origins.get(node), node::name);
      Tensor stored = weights.get(origin.node(), slot.role());
      return slot.role().equals(ParameterSlot.BIAS) && origin.exponent() != 0
          ? scaled(stored, -origin.exponent())
          : stored;
    };
  }

  /** Lets {@code made} have the weights of {@code node}, with the bias at this exponent. */
  Stored withBias(Stored made, Node node, long exponent) {
    origins.put(made.node(), new Stored(node, exponent));
    return made;
  }

  /** Brings {@code values}, which are among the inputs, to their largest exponent. */
  Stored aligned(Node node, List<Stored> inputs, List<Stored> values) {
    long largest =
        values.stream()
            .filter(value -> !(value.node().op() instanceof Op.Zero))
            .mapToLong(Stored::exponent)
            .max()
            .orElse(0);
    List<Stored> taken = new ArrayList<>();
    for (Stored input : inputs) {
      boolean scales = values.contains(input) && !(input.node().op() instanceof Op.Zero);
      taken.add(scales ? at(input, largest) : input);
    }
    return made(node, node.op(), taken, largest);
  }

  /** A function that only tells how far from 0 its input is; beyond some size nothing changes. */
  Stored saturating(Node node, Stored input) {
    long left = Math.max(input.exponent() - SATURATED, 0);
    return made(node, node.op(), List.of(at(input, left)), 0);
  }

  /** A function that reads the values themselves. */
  Stored exactly(Node node, List<Stored> inputs) {
    if (inputs.stream().anyMatch(input -> input.exponent() != 0)) {
      throw new UndefinedScoreException(RescaledGraph.overflow(node));
    }
    return made(node, node.op(), inputs, 0);
  }

  /** An op whose result has the exponent of its input. */
  Stored kept(Node node, Op op, Stored input) {
    return made(node, op, List.of(input), input.exponent());
  }

  /**
   * An op in the place of a node, with its weights.
   *
   * @param exponent of the result, which follows from those of the inputs
   */
  Stored made(Node node, Op op, List<Stored> inputs, long exponent) {
    Node made =
        builder.add(node.name(), op, inputs.stream().map(Stored::node).toList(), node.origin());
    origins.put(made, new Stored(node, 0));
    return new Stored(made, exponent);
  }

  /** The same value at another exponent. */
  Stored at(Stored value, long exponent) {
    long shift = Math.clamp(value.exponent() - exponent, -VANISHED, VANISHED);
    Node made = value.node();
    while (shift != 0) {
      long step = Math.clamp(shift, -MOST_PER_OP, MOST_PER_OP);
      Op scale = new Op.Scale(Math.scalb(1.0, (int) step));
      made = builder.add(made.name(), scale, List.of(made), made.origin());
      shift -= step;
    }
    return new Stored(made, exponent);
  }

  private static Tensor scaled(Tensor tensor, long exponent) {
    float[] values = tensor.data().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.scalb(values[i], (int) Math.max(exponent, -VANISHED));
    }
    return Tensor.of(tensor.shape(), values);
  }
}
