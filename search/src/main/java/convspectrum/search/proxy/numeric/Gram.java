package convspectrum.search.proxy.numeric;

/** Products of the columns, or of the rows, of a matrix with each other. */
public final class Gram {
  private Gram() {}

  /**
   * XᵀX of a matrix with rows of {@code columns} elements.
   *
   * @return columns × columns, row-major
   */
  public static double[] ofColumns(double[] x, int columns) {
    double[] gram = new double[columns * columns];
    for (int row = 0; row < x.length; row += columns) {
      for (int i = 0; i < columns; i++) {
        double factor = x[row + i];
        int to = i * columns;
        for (int j = 0; j <= i; j++) {
          gram[to + j] += factor * x[row + j];
        }
      }
    }
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < i; j++) {
        gram[j * columns + i] = gram[i * columns + j];
      }
    }
    return gram;
  }

  /** Takes the mean of each column from it. */
  public static void centreColumns(double[] x, int columns) {
    double[] means = new double[columns];
    for (int row = 0; row < x.length; row += columns) {
      for (int c = 0; c < columns; c++) {
        means[c] += x[row + c];
      }
    }
    int rows = x.length / columns;
    for (int c = 0; c < columns; c++) {
      means[c] /= rows;
    }
    for (int row = 0; row < x.length; row += columns) {
      for (int c = 0; c < columns; c++) {
        x[row + c] -= means[c];
      }
    }
  }

  /**
   * The correlations of the columns, whose means are taken from {@code x}. A column that is
   * constant, its norm at most {@code negligible}, has correlation 0 with all, itself included.
   *
   * @return columns × columns, row-major
   */
  public static double[] columnCorrelations(double[] x, int columns, double negligible) {
    centreColumns(x, columns);
    double[] norms = new double[columns];
    for (int row = 0; row < x.length; row += columns) {
      for (int c = 0; c < columns; c++) {
        norms[c] += x[row + c] * x[row + c];
      }
    }
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      double norm = Math.sqrt(norms[j]);
      factors[j] = norm > negligible ? 1 / norm : 0;
    }
    for (int row = 0; row < x.length; row += columns) {
      for (int c = 0; c < columns; c++) {
        x[row + c] *= factors[c];
      }
    }
    return ofColumns(x, columns);
  }
}
