package convspectrum.executor.vector.fuse;

import convspectrum.spec.composite.TransposedConv;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds nodes that can be computed in one pass over memory. A batch norm or scale after a
 * convolution is folded into its weights, a sum with another value and an activation into its last
 * instructions, and a ReLU before depthwise convolutions into their loads.
 */
public final class Fusion {
  private final Graph graph;

  /** Whether kernels can apply a ReLU to what they load. */
  private final boolean rectifiesLoads;

  /** The readers of each node's value, with identities skipped; an output counts as one. */
  private final List<List<Node>> readers = new ArrayList<>();

  private final boolean[] isOutput;
  private final boolean[] taken;

  private Fusion(Graph graph, boolean rectifiesLoads) {
    this.graph = graph;
    this.rectifiesLoads = rectifiesLoads;
    this.isOutput = new boolean[graph.nodes().size()];
    this.taken = new boolean[graph.nodes().size()];
    graph.nodes().forEach(_ -> readers.add(new ArrayList<>()));
    for (Node node : graph.nodes()) {
      if (!(node.op() instanceof Op.Identity)) {
        node.inputs().forEach(input -> readers.get(source(input).index()).add(node));
      }
    }
    graph.outputs().forEach(output -> isOutput[source(output).index()] = true);
  }

  /** Returns all nodes except identities, each in one unit; a unit comes after its inputs. */
  public static List<FusedUnit> of(Graph graph) {
    return new Fusion(graph, true).run();
  }

  /** Returns the same for kernels that cannot apply a ReLU to what they load. */
  public static List<FusedUnit> ofAllButLoads(Graph graph) {
    return new Fusion(graph, false).run();
  }

  /** Returns the node that produced this node's value: itself, unless it is an identity. */
  public static Node source(Node node) {
    Node source = node;
    while (source.op() instanceof Op.Identity) {
      source = source.inputs().getFirst();
    }
    return source;
  }

  private List<FusedUnit> run() {
    List<FusedUnit> units = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!taken[node.index()] && !(node.op() instanceof Op.Identity)) {
        units.add(unit(node));
      }
    }
    units.removeIf(unit -> foldsIntoReaders(unit.main()) && unit.nodes().size() == 1);
    units.sort(Comparator.comparingInt(unit -> unit.result().index()));
    return units;
  }

  private FusedUnit unit(Node node) {
    List<Node> nodes = new ArrayList<>(List.of(node));
    taken[node.index()] = true;
    List<Node> folded = new ArrayList<>();
    Node last = node;
    if (hasWeights(node)) {
      for (Node next = reader(last); next != null && scales(next, node); next = reader(last)) {
        folded.add(next);
        last = take(next, nodes);
      }
    }
    Optional<Node> added = Optional.empty();
    if (hasWeights(node) && !(node.op() instanceof Op.Linear)) {
      Node next = reader(last);
      Node other = next == null ? null : addend(next, last);
      if (next != null && other != null) {
        added = Optional.of(other);
        last = take(next, nodes);
      }
    }
    Optional<Op.Activation> activation = Optional.empty();
    if (endsWithActivation(node)) {
      Node next = reader(last);
      if (next != null && next.op() instanceof Op.Activation function && !foldsIntoReaders(next)) {
        last = take(next, nodes);
        activation = Optional.of(clipped(function, last, nodes));
      }
    }
    List<Node> inputs = node.inputs().stream().map(Fusion::source).toList();
    boolean rectified =
        inputs.size() == 1 && depthwise(node) && foldsIntoReaders(inputs.getFirst());
    if (rectified) {
      inputs = List.of(source(inputs.getFirst().inputs().getFirst()));
    }
    return new FusedUnit(node, inputs, rectified, folded, added, activation, nodes);
  }

  /**
   * The activation that does what {@code first} and the clips after {@code last} do: a ReLU that is
   * quantised is a clip behind a ReLU.
   */
  private Op.Activation clipped(Op.Activation first, Node last, List<Node> nodes) {
    Op.Activation both = first;
    Node end = last;
    while (true) {
      Node next = reader(end);
      if (next == null || !(next.op() instanceof Op.Activation second)) {
        return both;
      }
      Optional<Op.Activation> combined = Clips.then(both, second);
      if (combined.isEmpty()) {
        return both;
      }
      both = combined.get();
      end = take(next, nodes);
    }
  }

  private Node take(Node node, List<Node> nodes) {
    taken[node.index()] = true;
    nodes.add(node);
    return node;
  }

  /** Returns the only reader of a value; null if there are several. */
  private @Nullable Node reader(Node node) {
    List<Node> all = readers.get(node.index());
    boolean only = all.size() == 1 && !isOutput[node.index()] && !taken[all.getFirst().index()];
    return only ? all.getFirst() : null;
  }

  private static boolean hasWeights(Node node) {
    return node.op() instanceof Op.Conv
        || node.op() instanceof TransposedConv
        || node.op() instanceof Op.Linear;
  }

  /** Whether the node multiplies and adds per channel, along the output axis of the weights. */
  private static boolean scales(Node node, Node weighted) {
    return switch (node.op()) {
      case Op.Scale _ -> true;
      case Op.BatchNorm _, Op.ChannelScale _ ->
          !(weighted.op() instanceof Op.Linear) || node.shape().rank() == 2;
      default -> false;
    };
  }

  /** Returns the other operand of an addition to {@code value}, if both have its shape. */
  private static @Nullable Node addend(Node add, Node value) {
    if (!(add.op() instanceof Op.Add) || add.inputs().size() != 2) {
      return null;
    }
    Node first = source(add.inputs().get(0));
    Node second = source(add.inputs().get(1));
    Node other = first == value ? second : first;
    boolean same = first.shape().equals(second.shape());
    return other != value && same ? other : null;
  }

  private static boolean endsWithActivation(Node node) {
    boolean sum = node.op() instanceof Op.Add || node.op() instanceof Op.Multiply;
    boolean sameShapes =
        node.inputs().stream().allMatch(input -> input.shape().equals(node.shape()));
    return hasWeights(node)
        || (node.op() instanceof Op.BatchNorm && node.shape().rank() == 4)
        || (sum && sameShapes);
  }

  /**
   * Whether a ReLU is read by depthwise convolutions only, while another node reads its input too;
   * otherwise it is cheaper to apply it where the input is computed.
   */
  private boolean foldsIntoReaders(Node node) {
    List<Node> all = readers.get(node.index());
    return rectifiesLoads
        && node.op() instanceof Op.Activation activation
        && activation.function() == ActivationFunction.RELU
        && readers.get(source(node.inputs().getFirst()).index()).size() > 1
        && !isOutput[node.index()]
        && !all.isEmpty()
        && all.stream().allMatch(Fusion::depthwise);
  }

  /** Whether each channel is convolved separately, to one channel. */
  public static boolean depthwise(Node node) {
    return node.op() instanceof Op.Conv conv
        && conv.groups() == node.inputShape().channels()
        && conv.outChannels() == conv.groups();
  }
}
