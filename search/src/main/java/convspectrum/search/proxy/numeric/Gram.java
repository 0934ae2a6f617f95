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
    int row = 0;
    for (; row + 4 * columns <= x.length; row += 4 * columns) {
      addFour(x, row, columns, gram);
    }
    for (; row < x.length; row += columns) {
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

  /** Adds four rows one after another, so that each sum is read and written once for all four. */
  private static void addFour(double[] x, int row, int columns, double[] gram) {
    int second = row + columns;
    int third = second + columns;
    int fourth = third + columns;
    for (int i = 0; i < columns; i++) {
      double f0 = x[row + i];
      double f1 = x[second + i];
      double f2 = x[third + i];
      double f3 = x[fourth + i];
      int to = i * columns;
      for (int j = 0; j <= i; j++) {
        double sum = gram[to + j] + f0 * x[row + j];
        sum += f1 * x[second + j];
        sum += f2 * x[third + j];
        sum += f3 * x[fourth + j];
        gram[to + j] = sum;
      }
    }
  }

  /** Subtracts the mean of each column from the column. */
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
   * The correlations of the columns, whose means are subtracted in {@code x}. A column that is
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
