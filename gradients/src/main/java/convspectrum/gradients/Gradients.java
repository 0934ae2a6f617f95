package convspectrum.gradients;

import convspectrum.gradients.batch.BatchPlan;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;

/** Makes graphs ready to be run forwards and backwards. */
public final class Gradients {
  private Gradients() {}

  /**
   * A program of a graph, whose batch is that of the graph's input.
   *
   * @param weights are read once, here; float64 widens them
   * @throws convspectrum.executor.runtime.UnsupportedGraphException where an op has no rule for the
   *     shapes that it is given
   */
  public static BatchProgram compile(Graph graph, Weights weights, Precision precision) {
    BatchPlan plan = BatchPlan.of(graph);
    return switch (precision) {
      case FLOAT32 -> new convspectrum.gradients.float32.Tape(plan, weights);
      case FLOAT64 -> new convspectrum.gradients.float64.Tape(plan, weights);
    };
  }
}
