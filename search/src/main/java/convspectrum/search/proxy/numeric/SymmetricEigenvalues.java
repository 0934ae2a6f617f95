package convspectrum.search.proxy.numeric;

import java.util.Arrays;

/**
 * Eigenvalues of a symmetric matrix: Householder's reduction to three diagonals, then the implicit
 * QL iteration (Bowdler, Martin, Reinsch and Wilkinson 1968; EISPACK's tred1 and imtql1).
 */
public final class SymmetricEigenvalues {
  private static final int MAX_ITERATIONS = 100;

  private SymmetricEigenvalues() {}

  /**
   * The eigenvalues, rising.
   *
   * @param matrix n × n, row-major; only its lower triangle is read
   */
  public static double[] of(double[] matrix, int n) {
    double[] a = matrix.clone();
    double[] diagonal = new double[n];
    double[] beside = new double[n];
    reduce(a, n, diagonal, beside);
    iterate(diagonal, beside, n);
    Arrays.sort(diagonal);
    return diagonal;
  }

  private static void reduce(double[] a, int n, double[] diagonal, double[] beside) {
    for (int i = n - 1; i > 0; i--) {
      double scale = 0;
      for (int k = 0; k < i; k++) {
        scale += Math.abs(a[i * n + k]);
      }
      if (i == 1 || scale == 0) {
        beside[i] = a[i * n + i - 1];
        continue;
      }
      double h = 0;
      for (int k = 0; k < i; k++) {
        a[i * n + k] /= scale;
        h += a[i * n + k] * a[i * n + k];
      }
      double f = a[i * n + i - 1];
      double g = f >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
      beside[i] = scale * g;
      h -= f * g;
      a[i * n + i - 1] = f - g;
      reflect(a, n, i, h);
    }
    beside[0] = 0;
    for (int i = 0; i < n; i++) {
      diagonal[i] = a[i * n + i];
    }
  }

  /** A ← (I − uuᵀ/h) A (I − uuᵀ/h) on the leading i × i part, with u in row i. */
  private static void reflect(double[] a, int n, int i, double h) {
    double[] p = new double[i];
    for (int j = 0; j < i; j++) {
      double u = a[i * n + j];
      double sum = p[j] + a[j * n + j] * u;
      for (int k = 0; k < j; k++) {
        sum += a[j * n + k] * a[i * n + k];
        p[k] += a[j * n + k] * u;
      }
      p[j] = sum;
    }
    double product = 0;
    for (int j = 0; j < i; j++) {
      p[j] /= h;
      product += p[j] * a[i * n + j];
    }
    double half = product / (h + h);
    for (int j = 0; j < i; j++) {
      p[j] -= half * a[i * n + j];
    }
    for (int j = 0; j < i; j++) {
      double u = a[i * n + j];
      double q = p[j];
      for (int k = 0; k <= j; k++) {
        a[j * n + k] -= u * p[k] + q * a[i * n + k];
      }
    }
  }

  private static void iterate(double[] d, double[] beside, int n) {
    double[] e = new double[n];
    System.arraycopy(beside, 1, e, 0, n - 1);
    for (int l = 0; l < n; l++) {
      int iterations = 0;
      int m = split(d, e, l, n);
      while (m != l) {
        if (iterations++ == MAX_ITERATIONS) {
          throw new ArithmeticException("eigenvalues of " + n + " × " + n + " do not converge");
        }
        step(d, e, l, m);
        m = split(d, e, l, n);
      }
    }
  }

  /** The end of the block from l on that no negligible element splits. */
  private static int split(double[] d, double[] e, int l, int n) {
    int m = l;
    while (m < n - 1) {
      double size = Math.abs(d[m]) + Math.abs(d[m + 1]);
      if (Math.abs(e[m]) <= Math.ulp(1.0) / 2 * size) {
        return m;
      }
      m++;
    }
    return m;
  }

  private static void step(double[] d, double[] e, int l, int m) {
    double g = (d[l + 1] - d[l]) / (2 * e[l]);
    double r = Math.hypot(g, 1);
    g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
    double s = 1;
    double c = 1;
    double p = 0;
    for (int i = m - 1; i >= l; i--) {
      double f = s * e[i];
      double b = c * e[i];
      r = Math.hypot(f, g);
      e[i + 1] = r;
      if (r == 0) {
        d[i + 1] -= p;
        e[m] = 0;
        return;
      }
      s = f / r;
      c = g / r;
      g = d[i + 1] - p;
      r = (d[i] - g) * s + 2 * c * b;
      p = s * r;
      d[i + 1] = g + p;
      g = c * r - b;
    }
    d[l] -= p;
    e[l] = g;
    e[m] = 0;
  }
}
