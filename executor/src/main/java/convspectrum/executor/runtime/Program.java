package convspectrum.executor.runtime;

import convspectrum.spec.tensor.Tensor;
import java.util.List;

/** A compiled graph. Two threads must not use it at the same time. */
public interface Program extends AutoCloseable {
  /**
   * Runs one forward pass.
   *
   * @param inputs one tensor per input of the graph, in order; not modified
   * @param outputs one tensor per output of the graph, in order; overwritten
   */
  void run(List<Tensor> inputs, List<Tensor> outputs);

  /**
   * Returns a forward pass that can be repeated over the same inputs; a measurement times this. A
   * runtime with its own memory for values copies the inputs now and leaves {@code outputs}
   * unchanged, so that copying is not timed. Invalid after another {@link #run} or {@link
   * #profile}.
   *
   * @param inputs as in {@link #run}
   * @param outputs as in {@link #run}; their content afterwards is undefined
   */
  default Runnable pass(List<Tensor> inputs, List<Tensor> outputs) {
    return () -> run(inputs, outputs);
  }

  /**
   * Runs one forward pass, or several, and returns the time of each part of the program in one, in
   * execution order.
   */
  List<NodeTime> profile(List<Tensor> inputs);

  @Override
  void close();
}
