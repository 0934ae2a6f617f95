package convspectrum.executor.runtime;

import convspectrum.spec.tensor.Tensor;
import java.util.List;

/** A compiled graph. Not for use by two threads at once. */
public interface Program extends AutoCloseable {
  /**
   * One forward pass.
   *
   * @param inputs one tensor per input of the graph, in order; not modified
   * @param outputs one tensor per output of the graph, in order; overwritten
   */
  void run(List<Tensor> inputs, List<Tensor> outputs);

  /**
   * A forward pass to be repeated over the same inputs: what a measurement times. A runtime that
   * keeps values in memory of its own takes the inputs now, and leaves {@code outputs} as they are,
   * so that copying does not count. No longer valid after another {@link #run} or {@link #profile}.
   *
   * @param inputs as in {@link #run}
   * @param outputs as in {@link #run}; what they hold afterwards is undefined
   */
  default Runnable pass(List<Tensor> inputs, List<Tensor> outputs) {
    return () -> run(inputs, outputs);
  }

  /** One forward pass with the time that each part of the program took, in execution order. */
  List<NodeTime> profile(List<Tensor> inputs);

  @Override
  void close();
}
