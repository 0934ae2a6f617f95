package convspectrum.search.proxy.input;

import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.ParameterSlot;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.UnaryFunction;
import convspectrum.spec.tensor.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what exporters write as several nodes: SiLU and hard swish as a gate times its input, GELU
 * by the error function, a linear layer's bias as a sum.
 */
final class Composites {
  /** Tolerance for factors, which are float32 in the file. */
  private static final double ROUNDING = 1e-6;

  private final Weights weights;
  private final Map<Node, Integer> readers = new HashMap<>();
  private final Map<Node, Composite> found = new HashMap<>();

  /** The role of a node in a composite. */
  sealed interface Composite {}

  /** It is absorbed by another node. */
  record Absorbed() implements Composite {}

  /** It is this function of {@code input}. */
  record OfActivation(Op.Activation op, Node input) implements Composite {}

  /** It is {@code linear} with a bias. */
  record BiasedLinear(Node linear, Node bias) implements Composite {}

  private Composites(Weights weights) {
    this.weights = weights;
  }

  /** The composites by the nodes that they concern. */
  static Map<Node, Composite> of(Graph graph, Weights weights) {
    Composites composites = new Composites(weights);
    graph
        .nodes()
        .forEach(node ->
            node.inputs().forEach(input -> composites.readers.merge(input, 1, Integer::sum)));
    graph.outputs().forEach(output -> composites.readers.merge(output, 1, Integer::sum));
    graph.nodes().forEach(composites::look);
    return composites.found;
  }

  private void look(Node node) {
    if (node.op() instanceof Op.Multiply && node.inputs().size() == 2) {
      for (int i = 0; i < 2; i++) {
        gated(node, node.inputs().get(i), node.inputs().get(1 - i));
      }
    }
    if (node.op() instanceof Op.Add && node.inputs().size() == 2) {
      for (int i = 0; i < 2; i++) {
        biased(node, node.inputs().get(i), node.inputs().get(1 - i));
      }
    }
    gelu(node);
  }

  /** x · sigmoid(x) and x · hard-sigmoid(x). */
  private void gated(Node node, Node x, Node gate) {
    if (gate.op() instanceof Op.Activation activation
        && gate.inputs().getFirst() == x
        && readOnce(gate)) {
      Optional<ActivationFunction> function =
          switch (activation.function()) {
            case SIGMOID -> Optional.of(ActivationFunction.SILU);
            case HARD_SIGMOID -> Optional.of(ActivationFunction.HARD_SWISH);
            default -> Optional.empty();
          };
      function.ifPresent(of -> {
        found.put(gate, new Absorbed());
        found.put(node, new OfActivation(Op.Activation.of(of), x));
      });
    }
  }

  private void biased(Node node, Node linear, Node bias) {
    boolean fits =
        linear.op() instanceof Op.Linear op
            && !op.bias()
            && bias.op() instanceof Op.Constant constant
            && constant.learned()
            && bias.shape().equals(Shape.of(op.outFeatures()));
    if (fits && readOnce(linear) && readOnce(bias)) {
      found.put(linear, new Absorbed());
      found.put(bias, new Absorbed());
      found.put(node, new BiasedLinear(linear, bias));
    }
  }

  /** x · (1 + erf(x / √2)) / 2, halved at the end or at the start. */
  private void gelu(Node node) {
    if (isScale(node, 0.5) && node.inputs().getFirst().op() instanceof Op.Multiply) {
      Node product = node.inputs().getFirst();
      if (product.inputs().size() == 2 && readOnce(product)) {
        for (int i = 0; i < 2; i++) {
          Node x = product.inputs().get(i);
          gelu(node, x, product.inputs().get(1 - i), List.of(product));
        }
      }
    } else if (node.op() instanceof Op.Multiply && node.inputs().size() == 2) {
      for (int i = 0; i < 2; i++) {
        Node half = node.inputs().get(i);
        if (isScale(half, 0.5) && readOnce(half)) {
          gelu(node, half.inputs().getFirst(), node.inputs().get(1 - i), List.of(half));
        }
      }
    }
  }

  private void gelu(Node root, Node x, Node sum, List<Node> between) {
    if (!(sum.op() instanceof Op.Add) || sum.inputs().size() != 2 || !readOnce(sum)) {
      return;
    }
    for (int i = 0; i < 2; i++) {
      Node erf = sum.inputs().get(i);
      Node one = sum.inputs().get(1 - i);
      if (erf.op() instanceof Op.Unary(UnaryFunction function)
          && function == UnaryFunction.ERF
          && readOnce(erf)
          && isOne(one)
          && isScale(erf.inputs().getFirst(), Math.sqrt(0.5))
          && erf.inputs().getFirst().inputs().getFirst() == x
          && readOnce(erf.inputs().getFirst())) {
        between.forEach(node -> found.put(node, new Absorbed()));
        found.put(sum, new Absorbed());
        found.put(erf, new Absorbed());
        found.put(erf.inputs().getFirst(), new Absorbed());
        if (readOnce(one)) {
          found.put(one, new Absorbed());
        }
        found.put(root, new OfActivation(Op.Activation.of(ActivationFunction.GELU), x));
        return;
      }
    }
  }

  private static boolean isScale(Node node, double factor) {
    return node.op() instanceof Op.Scale scale && Math.abs(scale.factor() - factor) < ROUNDING;
  }

  private boolean isOne(Node node) {
    return node.op() instanceof Op.Constant constant
        && !constant.learned()
        && node.shape().elements() == 1
        && weights.get(node, ParameterSlot.VALUE).data()[0] == 1;
  }

  private boolean readOnce(Node node) {
    return readers.getOrDefault(node, 0) == 1;
  }
}
