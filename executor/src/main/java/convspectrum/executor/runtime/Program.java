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

  /** One forward pass with the time that each part of the program took, in execution order. */
  List<NodeTime> profile(List<Tensor> inputs);

  @Override
  void close();
}
