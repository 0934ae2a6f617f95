package convspectrum.search.substitution;

import convspectrum.search.design.Network;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.tensor.SeededWeights;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network in which some convolutions are replaced. All other nodes keep their names and their
 * weights, and so does the bias of a replaced convolution.
 *
 * @param graph the new graph
 * @param weights its weights
 */
public record SubstitutedNetwork(Graph graph, Weights weights) {
  /**
   * The network with each of these replaced.
   *
   * @param substitutions of nodes of its graph
   * @param seed of the new weights, and of those that the network lacks
   */
  public static SubstitutedNetwork of(
      Network network, List<Substitution> substitutions, long seed) {
    Map<Node, Substitution> byNode = new IdentityHashMap<>();
    substitutions.forEach(one -> byNode.put(one.node(), one));
    for (Substitution one : substitutions) {
      if (network.graph().nodes().stream().noneMatch(node -> node == one.node())) {
        throw new IllegalArgumentException(one.node() + " is no node of " + network.name());
      }
    }
    GraphBuilder builder = new GraphBuilder(network.graph().name());
    Map<Node, Node> places = new IdentityHashMap<>();
    Map<Node, Node> kept = new IdentityHashMap<>();
    Map<Node, Node> spatial = new IdentityHashMap<>();
    Map<Node, Node> pointwise = new IdentityHashMap<>();
    for (Node node : network.graph().nodes()) {
      List<Node> inputs = node.inputs().stream().map(places::get).toList();
      Substitution substitution = byNode.get(node);
      if (substitution == null) {
        Node same =
            node.op() instanceof Op.Input input
                ? builder.input(node.name(), input)
                : builder.add(node.name(), node.op(), inputs, node.origin(), node.sharedRoles());
        kept.put(same, node);
        places.put(node, same);
      } else {
        Substitution.Pair pair = substitution.add(builder, inputs.getFirst());
        spatial.put(pair.spatial(), node);
        pointwise.put(pair.pointwise(), node);
        places.put(node, pair.pointwise());
      }
    }
    Graph graph =
        builder.build(network.graph().outputs().stream().map(places::get).toArray(Node[]::new));
    return new SubstitutedNetwork(
        graph,
        new Replaced(
            network.weights().apply(seed), new SeededWeights(seed), kept, spatial, pointwise));
  }

  /**
   * The weights of nodes that were kept, and new ones. New values are seeded, with the spread that
   * leaves a layer's results as large as the old layer made them: a batch norm behind it keeps the
   * statistics of those. No activation stands between the two convolutions, so the first has
   * variance 1 / fan-in; the second has what the mean square of the old weights says.
   *
   * @param old of the network
   * @param seeded He-normal, variance 2 / fan-in
   * @param kept new node to the old one
   * @param spatial new spatial convolution to the one that it replaces
   * @param pointwise new 1×1 convolution to the one that it replaces
   */
  private record Replaced(
      Weights old,
      Weights seeded,
      Map<Node, Node> kept,
      Map<Node, Node> spatial,
      Map<Node, Node> pointwise)
      implements Weights {
    @Override
    public Tensor get(Node node, ParameterSlot slot) {
      Node same = kept.get(node);
      if (same != null) {
        return old.get(same, slot);
      }
      if (spatial.containsKey(node)) {
        return scaled(seeded.get(node, slot), Math.sqrt(0.5));
      }
      Node replaced = Objects.requireNonNull(pointwise.get(node), node.name());
      if (slot.role().equals(ParameterSlot.BIAS)) {
        return old.get(replaced, slot);
      }
      ParameterSlot weight = replaced.parameters().getFirst();
      double fanIn = weight.shape().elements() / (double) weight.shape().dim(0);
      double meanSquare = meanSquare(old.get(replaced, weight));
      return scaled(seeded.get(node, slot), Math.sqrt(meanSquare * fanIn / 2));
    }

    @Override
    public boolean holds(Node node, ParameterSlot slot) {
      Node same = kept.get(node);
      return same == null || old.holds(same, slot);
    }

    private static Tensor scaled(Tensor tensor, double factor) {
      float[] data = tensor.data().clone();
      for (int i = 0; i < data.length; i++) {
        data[i] = (float) (data[i] * factor);
      }
      return Tensor.of(tensor.shape(), data);
    }

    private static double meanSquare(Tensor tensor) {
      double sum = 0;
      for (float value : tensor.data()) {
        sum += (double) value * value;
      }
      return sum / tensor.data().length;
    }
  }
}
