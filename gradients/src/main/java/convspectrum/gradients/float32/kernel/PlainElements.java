package convspectrum.gradients.float32.kernel;

/**
 * The loops of elements without the Vector API.
 *
 * @param first the first element that they process, the others being done; a multiple of 64 for
 *     {@link #markPositive}
 */
record PlainElements(int first) implements ElementKernels {
  @Override
  public void add(float[] x, float[] y, int to, int size) {
    for (int i = first; i < size; i++) {
      y[to + i] += x[i];
    }
  }

  @Override
  public void sum(float[][] terms, int size, float[] y) {
    for (int i = first; i < size; i++) {
      float sum = terms[0][i];
      for (int k = 1; k < terms.length; k++) {
        sum += terms[k][i];
      }
      y[i] = sum;
    }
  }

  @Override
  public void sumRows(
      float[] x, int[] starts, int count, int size, float[] factors, float[] y, int to) {
    for (int i = first; i < size; i++) {
      float sum = count == 0 ? 0 : x[starts[0] + i];
      for (int k = 1; k < count; k++) {
        sum += x[starts[k] + i];
      }
      y[to + i] = factors.length == 0 ? sum : sum * factors[i];
    }
  }

  @Override
  public void rectify(float[] x, float bound, int size, float[] y) {
    for (int i = first; i < size; i++) {
      y[i] = Math.min(Math.max(x[i], 0), bound);
    }
  }

  @Override
  public void rectifyGradient(
      float[] y, float bound, float[] g, int size, boolean adds, float[] dx) {
    for (int i = first; i < size; i++) {
      float passed = y[i] > 0 && y[i] < bound ? g[i] : 0;
      dx[i] = adds ? dx[i] + passed : passed;
    }
  }

  @Override
  public void markPositive(float[] x, int from, int size, long[] bits, int word) {
    for (int i = first; i < size; i += Long.SIZE) {
      long marks = 0;
      for (int j = 0; j < Math.min(Long.SIZE, size - i); j++) {
        if (x[from + i + j] > 0) {
          marks |= 1L << j;
        }
      }
      bits[word + i / Long.SIZE] = marks;
    }
  }
}
