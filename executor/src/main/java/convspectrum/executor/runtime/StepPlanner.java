package convspectrum.executor.runtime;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;
import java.util.List;

/** Tells which steps a runtime makes of a graph. */
public interface StepPlanner {
  /** The name on the command line and in tables: {@code reference}, {@code onnxruntime}. */
  String name();

  /** The name in tables of a run with these options; it shows the options that change the work. */
  default String name(RunOptions options) {
    return name();
  }

  /** The version of the runtime, for the record of a measurement. */
  String version();

  /**
   * The steps of the program that {@link InferenceRuntime#compile} makes of a graph, in execution
   * order. Finding them is much faster than compiling where a runtime only has to plan.
   *
   * @throws UnsupportedGraphException if the runtime cannot run the graph
   */
  default List<RuntimeStep> steps(Graph graph, Weights weights, RunOptions options) {
    return RuntimeStep.unfused(graph);
  }

  /** Whether {@link #steps} only plans, in a millisecond or so, and makes no program. */
  default boolean plansFast() {
    return true;
  }
}
