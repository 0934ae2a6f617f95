package convspectrum.gradients.batch;

import java.util.Arrays;

/** Makes the statistics of a whole batch of those of its parts, which have as many pixels each. */
public final class JoinedStatistics {
  private JoinedStatistics() {}

  /** Gives the other parts two arrays of this one, before all parts meet. */
  public static void offer(BatchPart part, double[] first, double[] second) {
    if (part.count() > 1) {
      double[] mine = Arrays.copyOf(first, first.length + second.length);
      System.arraycopy(second, 0, mine, first.length, second.length);
      part.offer(mine);
    }
  }

  /**
   * Replaces means and biased variances of a part by those of the batch: its variance is the mean
   * of the variances and the variance of the means (Chan et al. 1979).
   */
  public static void moments(BatchPart part, double[] means, double[] variances) {
    if (part.count() == 1) {
      return;
    }
    double[][] parts = part.all();
    for (int c = 0; c < means.length; c++) {
      double sum = 0;
      double spread = 0;
      for (double[] one : parts) {
        sum += one[c];
        spread += one[means.length + c];
      }
      means[c] = sum / parts.length;
      for (double[] one : parts) {
        spread += (one[c] - means[c]) * (one[c] - means[c]);
      }
      variances[c] = spread / parts.length;
    }
  }

  /** Replaces two sums of a part by those of the batch. */
  public static void sums(BatchPart part, double[] first, double[] second) {
    if (part.count() == 1) {
      return;
    }
    double[][] parts = part.all();
    for (int c = 0; c < first.length; c++) {
      first[c] = 0;
      second[c] = 0;
      for (double[] one : parts) {
        first[c] += one[c];
        second[c] += one[first.length + c];
      }
    }
  }
}
