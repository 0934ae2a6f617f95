package convspectrum.gradients.float32;

/** An input of the graph, which the tape fills. */
final class InputRule implements Rule {
  @Override
  public void forward(Operands run) {}

  @Override
  public void backward(Operands run) {}
}
