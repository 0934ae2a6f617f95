package convspectrum.search.proxy.input;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which nodes of a graph are scored. Left out are those that change no value and that no proxy
 * watches, and those that nothing depends on and no proxy watches, so that networks that differ in
 * such nodes alone are one. Watched are activations, each of which counts, global pools, and
 * whatever has parameters or multiplies. Nothing here depends on the batch size, since the same
 * weights serve batches of all sizes.
 */
final class NormalForm {
  private final Map<Node, Composites.Composite> composites;
  private final boolean[] scored;

  /** Which nodes are 0 everywhere, known of the inputs of a node before the node itself. */
  private final boolean[] zero;

  NormalForm(Graph graph, Map<Node, Composites.Composite> composites) {
    this.composites = composites;
    this.scored = new boolean[graph.nodes().size()];
    this.zero = new boolean[graph.nodes().size()];
    for (Node node : graph.nodes()) {
      zero[node.index()] =
          node.op() instanceof Op.Zero || same(node).filter(this::isZero).isPresent();
    }
    graph.outputs().forEach(output -> scored[output.index()] = true);
    for (Node node : graph.nodes().reversed()) {
      scored[node.index()] |= isWatched(node);
      if (scored[node.index()]) {
        reads(node).forEach(input -> scored[input.index()] = true);
      }
    }
  }

  /** Whether anything depends on a node. One that {@link #same} applies to is an alias then. */
  boolean isScored(Node node) {
    return scored[node.index()];
  }

  private boolean isWatched(Node node) {
    return switch (composites.get(node)) {
      case Composites.Absorbed _ -> false;
      case Composites.OfActivation _, Composites.BiasedLinear _ -> true;
      case null ->
          node.op() instanceof Op.Input
              || node.op() instanceof Op.Activation
              || node.op() instanceof Op.BatchNorm
              || node.op() instanceof Op.Product
              || node.op() instanceof Op.GlobalPool
              || node.parameters().stream().anyMatch(slot -> slot.trainable());
    };
  }

  /** The nodes whose values a node of the scored graph reads. */
  List<Node> reads(Node node) {
    return switch (composites.get(node)) {
      case Composites.Absorbed _ -> List.of();
      case Composites.OfActivation(Op.Activation _, Node input) -> List.of(input);
      case Composites.BiasedLinear(Node linear, Node _) -> linear.inputs();
      case null -> same(node).map(List::of).orElseGet(() -> terms(node));
    };
  }

  /** The inputs of a node, of a sum those that are not 0. */
  private List<Node> terms(Node node) {
    if (!(node.op() instanceof Op.Add)) {
      return node.inputs();
    }
    List<Node> terms = node.inputs().stream().filter(input -> !isZero(input)).toList();
    // A term of another shape is broadcast by the sum: fewer terms may give a smaller shape.
    boolean whole = terms.stream().anyMatch(term -> term.shape().equals(node.shape()));
    return whole ? terms : node.inputs();
  }

  private boolean isZero(Node node) {
    return zero[node.index()];
  }

  /** The input that a node's value is, unless it computes one of its own. */
  Optional<Node> same(Node node) {
    if (composites.containsKey(node) || node.inputs().isEmpty()) {
      return Optional.empty();
    }
    List<Node> terms = new ArrayList<>(terms(node));
    Node input = terms.getFirst();
    boolean same =
        input.shape().equals(node.shape())
            && switch (node.op()) {
              case Op.Identity _, Op.Reshape _, Op.Resize _, Op.Slice _ -> true;
              case Op.Add _, Op.Concat _ -> terms.size() == 1;
              case Op.Scale scale -> scale.factor() == 1;
              case Op.Pad pad -> pad.padding().equals(Padding.NONE);
              case Op.Pool pool ->
                  pool.window().taps() == 1 && pool.window().padding().equals(Padding.NONE);
              case Op.ChannelShuffle shuffle ->
                  shuffle.groups() == 1 || shuffle.groups() == node.shape().channels();
              case Op.Transpose transpose ->
                  transpose.permutation().stream()
                      .sorted()
                      .toList()
                      .equals(transpose.permutation());
              case Op.Reduce reduce ->
                  reduce.function() != Reduction.L2 && !reduce.axes().contains(0);
              case Op.Activation activation -> keepsAll(activation);
              case Op.Composite _,
                  Op.Source _,
                  Op.Product _,
                  Op.Norm _,
                  Op.GlobalPool _,
                  Op.Unary _,
                  Op.ChannelScale _,
                  Op.Multiply _,
                  Op.Binary _,
                  Op.Where _,
                  Op.Gather _,
                  Op.Zero _ ->
                  false;
            };
    return same ? Optional.of(input) : Optional.empty();
  }

  /** No proxy watches these two functions. */
  private static boolean keepsAll(Op.Activation activation) {
    return switch (activation.function()) {
      case CLIP -> activation.alpha() == -1 / 0.0 && activation.beta() == 1 / 0.0;
      case LEAKY_RELU -> activation.alpha() == 1;
      default -> false;
    };
  }
}
