package convspectrum.gradients.float32.kernel;

/** Loops in which each result depends on one element of each array; see {@link Kernels}. */
public interface ElementKernels {
  /** Computes y[to + i] += x[i]. */
  void add(float[] x, float[] y, int to, int size);

  /** Computes y[i] = Σ terms[k][i] with k ascending, for at least two terms. */
  void sum(float[][] terms, int size, float[] y);

  /**
   * Computes y[to + i] = factors[i] · Σ x[starts[k] + i], k ascending and below {@code count}.
   *
   * @param factors all 1 if empty
   */
  void sumRows(float[] x, int[] starts, int count, int size, float[] factors, float[] y, int to);

  /** Computes y = min(max(x, 0), bound). */
  void rectify(float[] x, float bound, int size, float[] y);

  /** Computes dx = g where 0 &lt; y &lt; bound, else 0, or adds this to dx. */
  void rectifyGradient(float[] y, float bound, float[] g, int size, boolean adds, float[] dx);

  /** Sets bit i of {@code bits} from bit 64 · word on if x[from + i] &gt; 0, else clears it. */
  void markPositive(float[] x, int from, int size, long[] bits, int word);
}
