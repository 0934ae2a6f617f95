package convspectrum.gradients;

import convspectrum.gradients.batch.BatchPlan;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;

/** Compiles graphs so that they can be run forwards and backwards. */
public final class Gradients {
  private Gradients() {}

  /**
   * Compiles a graph; the batch size is that of the graph's input.
   *
   * @param weights weights, which are read once, here; float64 widens them
   * @throws convspectrum.executor.runtime.UnsupportedGraphException if an op has no rule for the
   *     shapes of its inputs
   */
  public static BatchProgram compile(Graph graph, Weights weights, Precision precision) {
    BatchPlan plan = BatchPlan.of(graph);
    return switch (precision) {
      case FLOAT32 -> new convspectrum.gradients.float32.Tape(plan, weights);
      case FLOAT64 -> new convspectrum.gradients.float64.Tape(plan, weights);
    };
  }
}
