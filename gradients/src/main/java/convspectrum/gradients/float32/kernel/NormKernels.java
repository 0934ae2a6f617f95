package convspectrum.gradients.float32.kernel;

/** The loops of norms over channels; see {@link Kernels}. */
public interface NormKernels {
  /**
   * Computes first[c] = Σ (x − centre[c]) and second[c] = Σ (x − centre[c])² over pixels at
   * distance {@code channels} from {@code from} on. Four sums take the pixels in turn and are added
   * as (0 + 1) + (2 + 3).
   */
  void moments(
      float[] x, int from, int pixels, int channels, float[] centre, float[] first, float[] second);

  /** first[c] = Σ g, second[c] = Σ g · (x − centre[c]), in the order of {@link #moments}. */
  void products(
      float[] g,
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] first,
      float[] second);

  /** Computes y = (x − centre[c]) · scale[c] + shift[c]. */
  void normalise(
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] y);

  /** Computes dx = scale[c] · (g − first[c] − (x − centre[c]) · second[c]). */
  void normaliseGradient(
      float[] g,
      float[] x,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] first,
      float[] second,
      float[] dx);
}
