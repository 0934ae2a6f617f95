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
        for (int j = 0; j < columns; j++) {
          gram[to + j] += factor * x[row + j];
        }
      }
    }
    return gram;
  }

  /** Takes the mean of each column from it. */
  public static void centreColumns(double[] x, int columns) {
    double[] means = new double[columns];
    for (int i = 0; i < x.length; i++) {
      means[i % columns] += x[i];
    }
    int rows = x.length / columns;
    for (int i = 0; i < x.length; i++) {
      x[i] -= means[i % columns] / rows;
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
    for (int i = 0; i < x.length; i++) {
      norms[i % columns] += x[i] * x[i];
    }
    double[] factors = new double[columns];
    for (int j = 0; j < columns; j++) {
      double norm = Math.sqrt(norms[j]);
      factors[j] = norm > negligible ? 1 / norm : 0;
    }
    for (int i = 0; i < x.length; i++) {
      x[i] *= factors[i % columns];
    }
    return ofColumns(x, columns);
  }
}
