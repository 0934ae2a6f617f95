package convspectrum.executor.gradient.float32;

/** The same elements in the same order: identity, or another shape. */
final class CopyRule implements Rule {
  @Override
  public void forward(Operands run) {
    System.arraycopy(run.input(), 0, run.output, 0, run.output.length);
  }

  @Override
  public void backward(Operands run) {}

  @Override
  public boolean passes(int i) {
    return true;
  }
}
