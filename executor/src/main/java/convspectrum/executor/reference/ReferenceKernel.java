package convspectrum.executor.reference;

import convspectrum.spec.tensor.Tensor;
import java.util.List;

/** Computes the value of one node. */
@FunctionalInterface
public interface ReferenceKernel {
  /** Writes every element of {@code output}; {@code inputs} stay as they are. */
  void compute(List<Tensor> inputs, Tensor output);

  /** Makes a kernel of an op with one input. */
  static ReferenceKernel ofOne(OneInput kernel) {
    return (inputs, output) -> kernel.compute(inputs.getFirst(), output);
  }

  /** Computes an op with one input. */
  @FunctionalInterface
  interface OneInput {
    void compute(Tensor input, Tensor output);
  }
}
