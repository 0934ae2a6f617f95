package convspectrum.search.proxy.numeric;

import java.util.Arrays;

/**
 * Eigenvalues of a symmetric matrix: Householder's reduction to tridiagonal form, then the implicit
 * QL iteration (Bowdler, Martin, Reinsch and Wilkinson 1968; EISPACK's tred1 and imtql1).
 */
public final class SymmetricEigenvalues {
  private static final int MAX_ITERATIONS = 100;

  /** Between these bounds, squares neither lose digits to underflow nor overflow. */
  private static final double SMALLEST_SQUARE = 0x1p-900;

  private static final double LARGEST_SQUARE = 0x1p1000;

  private SymmetricEigenvalues() {}

  /**
   * The eigenvalues, in ascending order.
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
    // Separate arrays and one task per loop let the compiler vectorise the loops.
    double[] u = Arrays.copyOfRange(a, i * n, i * n + i);
    double[] p = new double[i];
    for (int j = 0; j < i; j++) {
      int row = j * n;
      double factor = u[j];
      for (int k = 0; k < j; k++) {
        p[k] += a[row + k] * factor;
      }
      p[j] += a[row + j] * factor + dot(a, row, u, j);
    }
    for (int j = 0; j < i; j++) {
      p[j] /= h;
    }
    double half = dot(p, 0, u, i) / (h + h);
    for (int j = 0; j < i; j++) {
      p[j] -= half * u[j];
    }
    for (int j = 0; j < i; j++) {
      int row = j * n;
      double factor = u[j];
      double q = p[j];
      for (int k = 0; k <= j; k++) {
        a[row + k] -= factor * p[k] + q * u[k];
      }
    }
  }

  /** Four partial sums are independent; each addition to a single sum would wait for the last. */
  private static double dot(double[] x, int from, double[] y, int count) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 4 <= count; i += 4) {
      s0 += x[from + i] * y[i];
      s1 += x[from + i + 1] * y[i + 1];
      s2 += x[from + i + 2] * y[i + 2];
      s3 += x[from + i + 3] * y[i + 3];
    }
    for (; i < count; i++) {
      s0 += x[from + i] * y[i];
    }
    return (s0 + s1) + (s2 + s3);
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
    double r = hypotenuse(g, 1);
    g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g));
    double s = 1;
    double c = 1;
    double p = 0;
    for (int i = m - 1; i >= l; i--) {
      double f = s * e[i];
      double b = c * e[i];
      r = hypotenuse(f, g);
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

  /** √(x² + y²); {@link Math#hypot} would take most of the time, and is hardly ever needed. */
  private static double hypotenuse(double x, double y) {
    double square = x * x + y * y;
    return square > SMALLEST_SQUARE && square < LARGEST_SQUARE
        ? Math.sqrt(square)
        : Math.hypot(x, y);
  }
}
