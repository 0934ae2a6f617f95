package convspectrum.spec.canonical;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.PoolKind;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * The networks of NAS-Bench-201 (Dong and Yang, ICLR 2020) on 3×32×32 inputs. A cell is six digits,
 * one per edge 1←0, 2←0, 2←1, 3←0, 3←1, 3←2: 0 none, 1 skip, 2 1×1, 3 3×3, 4 average pool.
 */
final class Nasbench201 {
  private static final Op RELU = Op.Activation.of(ActivationFunction.RELU);
  private static final Op NORM = new Op.BatchNorm(1e-5, true, true);
  private static final int CELLS_PER_STAGE = 5;

  private final GraphBuilder builder = new GraphBuilder("nasbench201");
  private final int cell;

  private Nasbench201(int cell) {
    this.cell = cell;
  }

  /** The network whose six digits base 5, first edge most significant, are {@code cell}. */
  static Graph network(int cell) {
    return new Nasbench201(cell).build();
  }

  private Graph build() {
    Node x = builder.input("input", Shape.of(1, 3, 32, 32));
    x = builder.add("norm", NORM, builder.add("stem", conv(16, Window.same(3)), x));
    for (int channels : new int[] {16, 32, 64}) {
      if (channels > 16) {
        x = reduce(x, channels);
      }
      for (int i = 0; i < CELLS_PER_STAGE; i++) {
        x = cell(x, channels);
      }
    }
    x = builder.add("relu", RELU, builder.add("norm", NORM, x));
    x = builder.add("pool", new Op.GlobalPool(PoolKind.AVERAGE), x);
    x = builder.add("flatten", new Op.Reshape(Shape.of(1, 64)), x);
    return builder.build(builder.add("linear", new Op.Linear(10, true), x));
  }

  private Node cell(Node input, int channels) {
    List<Node> nodes = new ArrayList<>(List.of(input));
    int digits = cell;
    int divisor = 3125;
    for (int j = 1; j <= 3; j++) {
      List<Node> terms = new ArrayList<>();
      for (int i = 0; i < j; i++) {
        terms.add(edge(digits / divisor % 5, nodes.get(i), channels));
        divisor /= 5;
      }
      Node[] all = terms.toArray(Node[]::new);
      nodes.add(all.length == 1 ? all[0] : builder.add("sum", new Op.Add(), all));
    }
    return nodes.getLast();
  }

  private Node edge(int op, Node x, int channels) {
    return switch (op) {
      case 0 -> builder.add("none", new Op.Zero(), x);
      case 1 -> builder.add("skip", new Op.Identity(), x);
      case 2 -> reluConvNorm(x, channels, Window.same(1));
      case 3 -> reluConvNorm(x, channels, Window.same(3));
      case 4 -> builder.add("pool", new Op.Pool(PoolKind.AVERAGE, Window.same(3), false, false), x);
      default -> throw new IllegalArgumentException("op " + op);
    };
  }

  private Node reduce(Node x, int channels) {
    Node body = reluConvNorm(x, channels, Window.square(3, 2, 1));
    body = reluConvNorm(body, channels, Window.same(3));
    Op half = new Op.Pool(PoolKind.AVERAGE, Window.square(2, 2, 0), false, true);
    Node shortcut =
        builder.add("shortcut", conv(channels, Window.same(1)), builder.add("half", half, x));
    return builder.add("residual", new Op.Add(), body, shortcut);
  }

  private Node reluConvNorm(Node x, int channels, Window window) {
    Node conv = builder.add("conv", conv(channels, window), builder.add("relu", RELU, x));
    return builder.add("norm", NORM, conv);
  }

  private static Op conv(int channels, Window window) {
    return new Op.Conv(channels, window, 1, false);
  }
}
