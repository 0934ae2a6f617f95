package convspectrum.gradients.float32.kernel;

import java.util.Arrays;

/**
 * The loops of norms without the Vector API.
 *
 * @param start the first channel that they process, the others being done
 */
record PlainNorms(int start) implements NormKernels {
  @Override
  public void moments(
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] first,
      float[] second) {
    float[] sums = new float[4];
    float[] squares = new float[4];
    for (int c = start; c < channels; c++) {
      Arrays.fill(sums, 0);
      Arrays.fill(squares, 0);
      for (int p = 0; p < pixels; p++) {
        float deviation = x[from + p * channels + c] - centre[c];
        sums[p % 4] += deviation;
        squares[p % 4] = MultiplyAdd.of(deviation, deviation, squares[p % 4]);
      }
      first[c] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
      second[c] = (squares[0] + squares[1]) + (squares[2] + squares[3]);
    }
  }

  @Override
  public void products(
      float[] g,
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] first,
      float[] second) {
    float[] sums = new float[4];
    float[] products = new float[4];
    for (int c = start; c < channels; c++) {
      Arrays.fill(sums, 0);
      Arrays.fill(products, 0);
      for (int p = 0; p < pixels; p++) {
        int at = from + p * channels + c;
        sums[p % 4] += g[at];
        products[p % 4] = MultiplyAdd.of(g[at], x[at] - centre[c], products[p % 4]);
      }
      first[c] = (sums[0] + sums[1]) + (sums[2] + sums[3]);
      second[c] = (products[0] + products[1]) + (products[2] + products[3]);
    }
  }

  @Override
  public void normalise(
      float[] x,
      int from,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] shift,
      float[] y) {
    for (int p = 0; p < pixels; p++) {
      for (int c = start; c < channels; c++) {
        int at = from + p * channels + c;
        y[at] = MultiplyAdd.of(x[at] - centre[c], scale[c], shift[c]);
      }
    }
  }

  @Override
  public void normaliseGradient(
      float[] g,
      float[] x,
      int pixels,
      int channels,
      float[] centre,
      float[] scale,
      float[] first,
      float[] second,
      float[] dx) {
    for (int p = 0; p < pixels; p++) {
      for (int c = start; c < channels; c++) {
        int at = p * channels + c;
        dx[at] = scale[c] * MultiplyAdd.of(x[at] - centre[c], -second[c], g[at] - first[c]);
      }
    }
  }
}
