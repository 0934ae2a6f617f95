package convspectrum.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Seeded random graphs of tensors of 1×8×6×6, every node of which an output depends on. */
class RandomGraphsTest {
  private static final int GRAPHS = 300;

  @Test
  void namesAndOrderDoNotMatter() {
    Set<Fingerprint> distinct = new HashSet<>();
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      Graph graph = graph(random);
      Fingerprint fingerprint = Fingerprint.of(graph);
      for (int i = 0; i < 3; i++) {
        assertThat(Fingerprint.of(shuffled(graph, random)))
            .as("seed %d", seed)
            .isEqualTo(fingerprint);
      }
      distinct.add(fingerprint);
    }
    assertThat(distinct.size()).isEqualTo(GRAPHS);
  }

  @Test
  void oneChangedOpMatters() {
    int changed = 0;
    for (int seed = 0; seed < GRAPHS; seed++) {
      Random random = new Random(seed);
      Graph graph = graph(random);
      for (Node node : graph.nodes()) {
        if (change(node.op()).equals(node.op())) {
          continue;
        }
        Graph other = replaced(graph, node);
        assertThat(Fingerprint.of(other))
            .as("%d %s", seed, node)
            .isNotEqualTo(Fingerprint.of(graph));
        changed++;
      }
    }
    assertThat(changed).isGreaterThan(10 * GRAPHS);
  }

  private static Graph graph(Random random) {
    GraphBuilder builder = new GraphBuilder("random");
    List<Node> nodes = new ArrayList<>();
    nodes.add(builder.input("a", Shape.of(1, 8, 6, 6)));
    nodes.add(builder.input("b", Shape.of(1, 8, 6, 6)));
    for (int i = 0; i < 25; i++) {
      Op op = op(random);
      int arity = op instanceof Op.Add || op instanceof Op.Multiply ? 2 + random.nextInt(2) : 1;
      Node[] inputs = new Node[arity];
      for (int k = 0; k < arity; k++) {
        int back = 1 + random.nextInt(Math.min(6, nodes.size()));
        inputs[k] = nodes.get(nodes.size() - back);
      }
      nodes.add(builder.add("n" + i, op, inputs));
    }
    Set<Node> read = new HashSet<>();
    nodes.forEach(node -> read.addAll(node.inputs()));
    Node[] sinks = nodes.stream().filter(node -> !read.contains(node)).toArray(Node[]::new);
    return builder.build(sinks);
  }

  private static Op op(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new Op.Conv(8, Window.same(3), 1 << random.nextInt(4), random.nextBoolean());
      case 1 -> new Op.BatchNorm(1e-5, true, true);
      case 2 -> Op.Activation.of(ActivationFunction.RELU);
      case 3 -> Op.Activation.of(ActivationFunction.SIGMOID);
      case 4 -> new Op.Pool(PoolKind.MAX, Window.same(3), false, false);
      case 5 -> new Op.Multiply();
      default -> new Op.Add();
    };
  }

  /** An op of the same shape that computes something else; the same op where none is at hand. */
  private static Op change(Op op) {
    return switch (op) {
      case Op.Conv conv ->
          new Op.Conv(conv.outChannels(), conv.window(), conv.groups() == 1 ? 2 : 1, conv.bias());
      case Op.BatchNorm norm -> new Op.BatchNorm(norm.epsilon(), norm.scale(), !norm.shift());
      case Op.Activation _ -> Op.Activation.of(ActivationFunction.TANH);
      case Op.Pool pool -> new Op.Pool(PoolKind.AVERAGE, pool.window(), false, true);
      case Op.Multiply _ -> new Op.Add();
      case Op.Add _ -> new Op.Multiply();
      default -> op;
    };
  }

  private static Graph replaced(Graph graph, Node changed) {
    return rebuilt(
        graph,
        graph.nodes(),
        node -> node == changed ? change(node.op()) : node.op(),
        UnaryOperator.identity(),
        "");
  }

  /** The same graph with other names, another execution order and its sums turned round. */
  private static Graph shuffled(Graph graph, Random random) {
    List<Node> order = new ArrayList<>();
    List<Node> left = new ArrayList<>(graph.nodes());
    while (!left.isEmpty()) {
      List<Node> ready = left.stream().filter(node -> order.containsAll(node.inputs())).toList();
      boolean inputs = ready.getFirst().op() instanceof Op.Input;
      Node next = ready.get(inputs ? 0 : random.nextInt(ready.size()));
      order.add(next);
      left.remove(next);
    }
    UnaryOperator<List<Node>> turn =
        made -> {
          List<Node> turned = new ArrayList<>(made);
          Collections.shuffle(turned, random);
          return turned;
        };
    return rebuilt(graph, order, Node::op, turn, "renamed");
  }

  private static Graph rebuilt(
      Graph graph,
      List<Node> order,
      Function<Node, Op> ops,
      UnaryOperator<List<Node>> turn,
      String prefix) {
    GraphBuilder builder = new GraphBuilder(prefix + graph.name());
    Node[] made = new Node[graph.nodes().size()];
    for (Node node : order) {
      List<Node> inputs = node.inputs().stream().map(input -> made[input.index()]).toList();
      made[node.index()] =
          builder.add(prefix + node.name(), ops.apply(node), turn.apply(inputs), node.origin());
    }
    return builder.build(
        graph.outputs().stream().map(output -> made[output.index()]).toArray(Node[]::new));
  }
}
