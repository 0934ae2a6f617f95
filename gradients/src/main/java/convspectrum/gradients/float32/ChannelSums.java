package convspectrum.gradients.float32;

import convspectrum.gradients.float32.kernel.Kernels;

/** Sums over all pixels of a value with channels last. */
final class ChannelSums {
  private ChannelSums() {}

  /** Adds Σ g to {@code sums} for each channel. */
  static void add(Kernels kernels, float[] g, int channels, float[] sums) {
    double[] totals = totals(kernels, g, 0, g.length / channels, channels);
    for (int c = 0; c < channels; c++) {
      sums[c] += (float) totals[c];
    }
  }

  /** Returns Σ x over {@code pixels} pixels per channel, in chunks that are added in double. */
  static double[] totals(Kernels kernels, float[] x, int from, int pixels, int channels) {
    float[] centre = new float[channels];
    float[] first = new float[channels];
    float[] second = new float[channels];
    double[] totals = new double[channels];
    for (int p = 0; p < pixels; p += Kernels.CHUNK) {
      int count = Math.min(Kernels.CHUNK, pixels - p);
      kernels.norms().moments(x, from + p * channels, count, channels, centre, first, second);
      for (int c = 0; c < channels; c++) {
        totals[c] += first[c];
      }
    }
    return totals;
  }

  /** Returns Σ g · x over {@code pixels} pixels for each channel. */
  static double[] products(
      Kernels kernels, float[] g, float[] x, int from, int pixels, int channels) {
    float[] centre = new float[channels];
    float[] first = new float[channels];
    float[] second = new float[channels];
    double[] totals = new double[channels];
    for (int p = 0; p < pixels; p += Kernels.CHUNK) {
      int count = Math.min(Kernels.CHUNK, pixels - p);
      kernels.norms().products(g, x, from + p * channels, count, channels, centre, first, second);
      for (int c = 0; c < channels; c++) {
        totals[c] += second[c];
      }
    }
    return totals;
  }
}
