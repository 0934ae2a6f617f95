package convspectrum.executor.runtime;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.SeededInputs;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.function.Supplier;

/**
 * The pass in which the ranges of a network's values are found. It may be one of the same network
 * for a smaller input, since ranges belong to names of nodes.
 *
 * @param graph the network
 * @param weights its weights
 * @param inputs one tensor per input; made when they are needed
 */
public record Calibration(Graph graph, Weights weights, Supplier<List<Tensor>> inputs) {
  /** A pass on seeded inputs. */
  public static Calibration seeded(Graph graph, Weights weights, long seed) {
    return new Calibration(graph, weights, () -> SeededInputs.of(graph, seed));
  }
}
