package convspectrum.executor.runtime;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;

/** Something that runs graphs on this CPU. */
public interface InferenceRuntime {
  /** The name on the command line and in tables: {@code reference}, {@code onnxruntime}. */
  String name();

  /** The name in tables of what was run with these options: it tells those that change the work. */
  default String name(RunOptions options) {
    return name();
  }

  /** The version of what runs, for the record of a measurement. */
  String version();

  /** Prepares a graph to be run many times; weights are read here and not again. */
  Program compile(Graph graph, Weights weights, RunOptions options);
}
