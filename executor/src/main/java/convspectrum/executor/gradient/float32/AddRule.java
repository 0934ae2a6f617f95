package convspectrum.executor.gradient.float32;

/** The sum of inputs of one shape and layout; every input's gradient is the sum's. */
final class AddRule implements Rule {
  @Override
  public void forward(Operands run) {
    float[] y = run.output;
    float[] a = run.inputs[0];
    float[] b = run.inputs[1];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] + b[i];
    }
    for (int k = 2; k < run.inputs.length; k++) {
      float[] next = run.inputs[k];
      for (int i = 0; i < y.length; i++) {
        y[i] += next[i];
      }
    }
  }

  @Override
  public void backward(Operands run) {}

  @Override
  public boolean passes(int i) {
    return true;
  }
}
