package convspectrum.gradients.float32;

import convspectrum.gradients.float32.kernel.Kernels;

/** Adds inputs of one shape and layout; every input's gradient is the gradient of the sum. */
final class AddRule implements Rule {
  private final Kernels kernels;

  AddRule(Kernels kernels) {
    this.kernels = kernels;
  }

  @Override
  public void forward(Operands run) {
    kernels.elements().sum(run.inputs, run.output.length, run.output);
  }

  @Override
  public void backward(Operands run) {}

  @Override
  public boolean passes(int i) {
    return true;
  }
}
