package convspectrum.gradients.learning;

/** The loss of some samples of a batch. Several threads ask for different samples. */
@FunctionalInterface
public interface LossFunction {
  /**
   * Computes the share of some samples in the loss of the batch.
   *
   * @param first number of the first sample within the batch
   * @param outputs (samples, classes), row-major
   * @param gradient receives the gradient of the batch's loss with respect to {@code outputs}
   * @return the sum of the losses of these samples, divided by the number of samples of the batch
   */
  double of(int first, double[] outputs, double[] gradient);
}
