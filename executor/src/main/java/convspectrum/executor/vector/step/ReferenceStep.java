package convspectrum.executor.vector.step;

import convspectrum.executor.reference.ReferenceKernel;
import convspectrum.executor.reference.ReferenceKernels;
import convspectrum.executor.vector.layout.Matrix;
import convspectrum.spec.graph.Node;
import convspectrum.spec.tensor.Tensor;
import convspectrum.spec.tensor.Weights;
import java.util.ArrayList;
import java.util.List;

/** An op that has no kernel of its own here: the reference runtime's, on copies. */
public final class ReferenceStep implements Step {
  private final ReferenceKernel kernel;
  private final List<Matrix> in;
  private final Matrix out;
  private final List<Tensor> operands = new ArrayList<>();
  private final Tensor result;

  private ReferenceStep(ReferenceKernel kernel, List<Matrix> in, Matrix out) {
    this.kernel = kernel;
    this.in = in;
    this.out = out;
    in.forEach(matrix -> operands.add(Tensor.zeros(matrix.shape())));
    this.result = Tensor.zeros(out.shape());
  }

  /** The step of a node. */
  public static ReferenceStep of(Node node, Weights weights, List<Matrix> in, Matrix out) {
    return new ReferenceStep(ReferenceKernels.of(node, weights), in, out);
  }

  @Override
  public void run(Memory memory, int part, int parts) {
    if (part != 0) {
      return;
    }
    for (int i = 0; i < operands.size(); i++) {
      float[] data = operands.get(i).data();
      System.arraycopy(memory.values(), in.get(i).offset(), data, 0, data.length);
    }
    kernel.compute(operands, result);
    System.arraycopy(result.data(), 0, memory.values(), out.offset(), result.data().length);
  }
}
