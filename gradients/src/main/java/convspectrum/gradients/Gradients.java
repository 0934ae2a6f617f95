package convspectrum.gradients;

import convspectrum.gradients.batch.BatchPlan;
import convspectrum.gradients.batch.BatchProgram;
import convspectrum.gradients.learning.LearningProgram;
import convspectrum.gradients.learning.Optimiser;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;
import java.util.function.IntFunction;

/** Compiles graphs so that they can be run forwards and backwards, or learn. */
public final class Gradients {
  /** Enough for the cores of a small machine; more parts would make kernels' maps small. */
  private static final int MOST_PARTS = 4;

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

  /**
   * Compiles a graph whose weights change. Its batch is cut into as many parts four parts at most;
   * that depends on the batch alone, so that results do not depend on the threads.
   *
   * @param graphs the network for a number of samples
   * @param batch number of samples of a step, at least 1
   * @param weights weights to start from, which are read once, here
   * @param optimiser the optimiser of all updates
   * @param threads how many threads may run at a time, at least 1
   * @throws convspectrum.executor.runtime.UnsupportedGraphException if an op has no rule for the
   *     shapes of its inputs, or nothing can be trained
   */
  public static LearningProgram learner(
      IntFunction<Graph> graphs,
      int batch,
      Weights weights,
      Optimiser optimiser,
      Precision precision,
      int threads) {
    int parts = Math.min(MOST_PARTS, batch);
    while (batch % parts != 0) {
      parts--;
    }
    Graph graph = graphs.apply(batch / parts);
    return switch (precision) {
      case FLOAT32 ->
          new convspectrum.gradients.float32.Learner(graph, weights, optimiser, parts, threads);
      case FLOAT64 ->
          new convspectrum.gradients.float64.Learner(graph, weights, optimiser, parts, threads);
    };
  }
}
