package convspectrum.search.proxy.calibrate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Correlations of ranks; equal values share their mean rank, and −∞ ranks lowest. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /** Spearman's ρ: Pearson's correlation of the ranks; NaN where one side is constant. */
  public static double spearman(double[] x, double[] y) {
    double[] a = ranks(x);
    double[] b = ranks(y);
    double mean = (x.length - 1) / 2.0;
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < a.length; i++) {
      product += (a[i] - mean) * (b[i] - mean);
      first += (a[i] - mean) * (a[i] - mean);
      second += (b[i] - mean) * (b[i] - mean);
    }
    return product / Math.sqrt(first * second);
  }

  /** Kendall's τ-b: pairs in order less pairs out of order, ties taken from the number of pairs. */
  public static double kendall(double[] x, double[] y) {
    long concordant = 0;
    long first = 0;
    long second = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        int a = Double.compare(x[i], x[j]);
        int b = Double.compare(y[i], y[j]);
        concordant += (long) Integer.signum(a) * Integer.signum(b);
        first += a == 0 ? 0 : 1;
        second += b == 0 ? 0 : 1;
      }
    }
    return concordant / Math.sqrt((double) first * second);
  }

  /** Ranks from 0. */
  static double[] ranks(double[] x) {
    Integer[] order = IntStream.range(0, x.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> x[i]));
    double[] ranks = new double[x.length];
    int from = 0;
    while (from < order.length) {
      int to = from + 1;
      while (to < order.length && x[order[to]] == x[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }
}
