package convspectrum.spec.tensor;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Inputs to run or measure a graph with, by seed and position alone: standard normal values, and
 * for an input of integers whole numbers that the graph allows ({@link AllowedIntegers}).
 */
public final class SeededInputs {
  /** The streams of inputs differ from those of weights, whose places start at node 0. */
  private static final int PLACE = -1;

  private SeededInputs() {}

  /** One tensor per input of the graph, in order. */
  public static List<Tensor> of(Graph graph, long seed) {
    List<Tensor> inputs = new ArrayList<>();
    for (Node node : graph.inputs()) {
      Shape shape = node.shape();
      int count = Tensor.requireArraySize(shape);
      RandomGenerator random = RandomStream.of(seed, PLACE, inputs.size());
      float[] values =
          node.op() instanceof Op.Input input && input.integers()
              ? RandomStream.integers(random, count, AllowedIntegers.end(graph, node))
              : RandomStream.normal(random, count, 0, 1);
      inputs.add(Tensor.of(shape, values));
    }
    return inputs;
  }
}
