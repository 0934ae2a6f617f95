package convspectrum.executor.runtime;

import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;
import java.util.List;

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

  /**
   * Options of the Java virtual machine under which it is at its best. Where there are any, it is
   * timed in a process of its own that has them. A garbage collector may be among them; without one
   * it is the serial collector.
   */
  default List<String> jvmOptions() {
    return List.of();
  }

  /** Prepares a graph to be run many times; weights are read here and not again. */
  Program compile(Graph graph, Weights weights, RunOptions options);
}
