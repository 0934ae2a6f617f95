package convspectrum.gradients;

/**
 * Softmax cross-entropy of logits (samples, classes), row-major: the mean over the samples of −ln
 * softmax(logits)[label]. Its gradient is (softmax − one-hot) / samples.
 */
public final class CrossEntropy {
  private CrossEntropy() {}

  /** Returns the loss. */
  public static double loss(double[] logits, int[] labels) {
    int classes = logits.length / labels.length;
    double sum = 0;
    for (int n = 0; n < labels.length; n++) {
      sum += logSumExp(logits, n * classes, classes) - logits[n * classes + labels[n]];
    }
    return sum / labels.length;
  }

  /** Returns its gradient with respect to the logits. */
  public static double[] gradient(double[] logits, int[] labels) {
    int classes = logits.length / labels.length;
    double[] gradient = new double[logits.length];
    for (int n = 0; n < labels.length; n++) {
      double total = logSumExp(logits, n * classes, classes);
      for (int i = n * classes; i < (n + 1) * classes; i++) {
        gradient[i] = Math.exp(logits[i] - total) / labels.length;
      }
      gradient[n * classes + labels[n]] -= 1.0 / labels.length;
    }
    return gradient;
  }

  /** Computes ln Σ eˣ without overflow. */
  private static double logSumExp(double[] x, int from, int count) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + count; i++) {
      max = Math.max(max, x[i]);
    }
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += Math.exp(x[i] - max);
    }
    return max + Math.log(sum);
  }
}
