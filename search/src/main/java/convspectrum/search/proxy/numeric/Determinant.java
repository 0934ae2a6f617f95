package convspectrum.search.proxy.numeric;

/** The logarithm of a determinant, by elimination with the largest pivot of each column. */
public final class Determinant {
  /** A pivot below this share of the largest element is a rounding error. */
  private static final double NEGLIGIBLE = 1e-13;

  private Determinant() {}

  /**
   * ln |det|; −∞ of a singular matrix.
   *
   * @param matrix n × n, row-major
   */
  public static double logAbsolute(double[] matrix, int n) {
    double[] a = matrix.clone();
    double largest = 0;
    for (double value : a) {
      largest = Math.max(largest, Math.abs(value));
    }
    double sum = 0;
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) {
          pivot = i;
        }
      }
      double value = a[pivot * n + k];
      if (!(Math.abs(value) > NEGLIGIBLE * largest)) {
        return Double.NEGATIVE_INFINITY;
      }
      for (int j = k; j < n; j++) {
        double swapped = a[k * n + j];
        a[k * n + j] = a[pivot * n + j];
        a[pivot * n + j] = swapped;
      }
      for (int i = k + 1; i < n; i++) {
        double factor = a[i * n + k] / value;
        for (int j = k + 1; j < n; j++) {
          a[i * n + j] -= factor * a[k * n + j];
        }
      }
      sum += Math.log(Math.abs(value));
    }
    return sum;
  }
}
