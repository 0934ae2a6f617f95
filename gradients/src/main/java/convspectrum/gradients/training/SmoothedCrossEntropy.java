package convspectrum.gradients.training;

import convspectrum.gradients.learning.LossFunction;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Softmax cross-entropy of a batch, the mean over its samples, with label smoothing ε (Szegedy et
 * al. 2016): of K classes the right one has the probability 1 − ε + ε / K, each other ε / K. With ε
 * = 0.1, K = 2 and logits 0 and ln 3 the loss of the second class is −0.95 ln 0.75 − 0.05 ln 0.25 =
 * 0.3426.
 */
public final class SmoothedCrossEntropy implements LossFunction {
  private final int[] labels;
  private final int classes;
  private final double smoothing;
  private final AtomicInteger correct = new AtomicInteger();

  /**
   * Creates the loss of a batch.
   *
   * @param labels the class of each sample
   * @param classes number of classes
   * @param smoothing ε, at least 0 and below 1
   */
  public SmoothedCrossEntropy(int[] labels, int classes, double smoothing) {
    this.labels = labels.clone();
    this.classes = classes;
    this.smoothing = smoothing;
  }

  @Override
  public double of(int first, double[] outputs, double[] gradient) {
    int samples = outputs.length / classes;
    double loss = 0;
    for (int n = 0; n < samples; n++) {
      int from = n * classes;
      int label = labels[first + n];
      double max = Double.NEGATIVE_INFINITY;
      int largest = 0;
      double sum = 0;
      for (int i = 0; i < classes; i++) {
        if (outputs[from + i] > max) {
          max = outputs[from + i];
          largest = i;
        }
        sum += outputs[from + i];
      }
      double total = 0;
      for (int i = 0; i < classes; i++) {
        total += Math.exp(outputs[from + i] - max);
      }
      double logTotal = max + Math.log(total);
      double mean = sum / classes;
      loss += logTotal - (1 - smoothing) * outputs[from + label] - smoothing * mean;
      for (int i = 0; i < classes; i++) {
        double wanted = (i == label ? 1 - smoothing : 0) + smoothing / classes;
        gradient[from + i] = (Math.exp(outputs[from + i] - logTotal) - wanted) / labels.length;
      }
      if (largest == label) {
        correct.incrementAndGet();
      }
    }
    return loss / labels.length;
  }

  /** How many samples of all calls had the largest output for their class. */
  int correct() {
    return correct.get();
  }
}
