package convspectrum.executor.runtime;

import convspectrum.costmodel.DataType;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.tensor.Weights;
import java.util.List;
import java.util.Map;

/** A runtime that runs graphs on this CPU. */
public interface InferenceRuntime extends StepPlanner {
  /** The type of the weights and values that it computes with. */
  default DataType dataType() {
    return DataType.FLOAT32;
  }

  /**
   * This runtime, as it computes with integers whose ranges come from a pass on {@code sample}; a
   * runtime of real numbers needs none and returns itself.
   */
  default InferenceRuntime calibrated(Calibration sample) {
    return this;
  }

  /**
   * Options of the Java virtual machine with which this runtime performs best. If there are any,
   * the runtime is timed in a separate process that has them. They may include a garbage collector;
   * without one the serial collector is used.
   */
  default List<String> jvmOptions() {
    return List.of();
  }

  /**
   * Variables of the environment with which this runtime performs best, and which its library reads
   * once, when it is loaded. If there are any, the runtime is timed in a separate process that has
   * them.
   */
  default Map<String, String> environment() {
    return Map.of();
  }

  /** Whether this runtime is timed in a separate process, even if it is the only one. */
  default boolean wantsProcess() {
    return !jvmOptions().isEmpty() || !environment().isEmpty();
  }

  /** Prepares a graph to be run many times. It reads the weights now and not again. */
  Program compile(Graph graph, Weights weights, RunOptions options);
}
