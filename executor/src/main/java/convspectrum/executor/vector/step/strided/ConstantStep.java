package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.layout.Matrix;
import convspectrum.executor.vector.step.Memory;
import convspectrum.executor.vector.step.Share;
import convspectrum.executor.vector.step.Step;
import convspectrum.executor.vector.step.WeightStore;
import convspectrum.spec.tensor.Tensor;

/** Copies a stored tensor to its place in the arena, which other values use between runs. */
public final class ConstantStep implements Step {
  private final Matrix out;
  private final int from;

  /** Stores the tensor with the weights. */
  public ConstantStep(Tensor value, Matrix out, WeightStore store) {
    this.out = out;
    this.from = store.reserve(value.data().length);
    for (int i = 0; i < value.data().length; i++) {
      store.set(from + i, value.data()[i]);
    }
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    int start = Share.start(out.size(), part, parts);
    int end = Share.start(out.size(), part + 1, parts);
    System.arraycopy(
        memory.weights(), from + start, memory.values(), out.offset() + start, end - start);
  }
}
