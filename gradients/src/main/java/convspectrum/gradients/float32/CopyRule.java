package convspectrum.gradients.float32;

/** The same elements in the same order: identity, or another shape. They are not even copied. */
final class CopyRule implements Rule {
  @Override
  public void forward(Operands run) {}

  @Override
  public void backward(Operands run) {}

  @Override
  public boolean copies() {
    return true;
  }

  @Override
  public boolean passes(int i) {
    return true;
  }
}
