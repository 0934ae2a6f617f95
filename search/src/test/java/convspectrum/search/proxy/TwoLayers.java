package convspectrum.search.proxy;

import convspectrum.gradients.Precision;
import convspectrum.gradients.batch.Statistics;
import convspectrum.search.proxy.input.ProxyBatch;
import convspectrum.search.proxy.input.ScoredNetwork;
import convspectrum.search.proxy.input.ScoringInputs;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.spec.graph.ActivationFunction;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.GraphBuilder;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.List;

/**
 * Two inputs, W1 = (1 −2; 3 1), ReLU, W2 = (1 −1; 2 1), small enough to work out by hand.
 *
 * <p>The batch is x = (1, 1) of class 0 and x = (1, 0) of class 1. Before the ReLU they are (−1, 4)
 * and (1, 3), the logits (−4, 4) and (−2, 5). With {@link #Q} and {@link #R} the probabilities of
 * the wrong and of the other class, ∂l/∂logits is (−q, q) and (r, −r), and
 *
 * <pre>
 * sample 1: ∂l/∂W2 = (0 −4q; 0 4q)     ∂l/∂W1 = (0 0; 2q 2q)
 * sample 2: ∂l/∂W2 = (r 3r; −r −3r)    ∂l/∂W1 = (−r 0; −2r 0)
 * </pre>
 */
final class TwoLayers {
  /** Probability that the first sample is of class 1, which it is not. */
  static final double Q = 1 / (1 + Math.exp(-8));

  /** Probability that the second sample is of class 0, which it is not. */
  static final double R = 1 / (1 + Math.exp(7));

  private static final float[] FIRST = {1, -2, 3, 1};
  private static final float[] SECOND = {1, -1, 2, 1};
  private static final ProxyBatch BATCH =
      new ProxyBatch(new double[] {1, 1, 1, 0}, new int[] {0, 1});

  private TwoLayers() {}

  /** The score by a proxy; the second batch is the second sample twice. */
  static Score score(String proxy) {
    return score(proxy, ActivationFunction.RELU, SECOND);
  }

  /** The same with another activation, or another W2. */
  static Score score(String proxy, ActivationFunction activation, float[] second) {
    return score(proxy, Op.Activation.of(activation), second);
  }

  static Score score(String proxy, Op.Activation activation, float[] second) {
    ScoredNetwork network =
        new ScoredNetwork(
            Shape.of(1, 2),
            input -> {
              Graph graph = graph(input, activation);
              return new ScoredNetwork.Source(graph, weights(second));
            });
    ScoringInputs inputs =
        new ScoringInputs(
            BATCH,
            new ProxyBatch(new double[] {1, 0, 1, 0}, new int[] {1, 1}),
            double[]::new,
            graph -> List.of(),
            (number, count) -> new double[count]);
    ScoringRun run = new ScoringRun(network, network, Precision.FLOAT64, Statistics.BATCH, inputs);
    return AccuracyProxies.score(AccuracyProxies.named(proxy), run);
  }

  private static Graph graph(Shape input, Op.Activation activation) {
    GraphBuilder builder = new GraphBuilder("two layers");
    Node x = builder.input("x", input);
    Node first = builder.add("first", new Op.Linear(2, false), x);
    Node active = builder.add("active", activation, first);
    return builder.build(builder.add("second", new Op.Linear(2, false), active));
  }

  private static Weights weights(float[] second) {
    return (node, slot) ->
        Tensor.of(slot.shape(), node.name().equals("first") ? FIRST.clone() : second.clone());
  }
}
