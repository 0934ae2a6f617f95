package convspectrum.search.proxy.calibrate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The order of a column's values, from which the ranks in any resample follow without sorting
 * again. Equal values share their mean rank, and −∞ ranks lowest.
 */
final class Ranking {
  private final double[] values;

  /** The rows in ascending order of value. */
  private final int[] order;

  Ranking(double[] values) {
    this.values = values;
    this.order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
  }

  /**
   * Ranks from 0 where each row occurs as often as {@code counts} says; the rank of a row that does
   * not occur is undefined.
   */
  double[] ranks(int[] counts) {
    double[] ranks = new double[order.length];
    int below = 0;
    int from = 0;
    while (from < order.length) {
      int equal = counts[order[from]];
      int to = from + 1;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        equal += counts[order[to]];
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = below + (equal - 1) / 2.0;
      }
      below += equal;
      from = to;
    }
    return ranks;
  }

  /** Spearman's ρ of all rows: Pearson's correlation of the ranks; NaN where one is constant. */
  static double spearman(Ranking x, Ranking y) {
    int[] once = new int[x.order.length];
    Arrays.fill(once, 1);
    return spearman(x, y, once);
  }

  /** Spearman's ρ where each row occurs as often as {@code counts} says. */
  static double spearman(Ranking x, Ranking y, int[] counts) {
    double[] a = x.ranks(counts);
    double[] b = y.ranks(counts);
    double mean = (Arrays.stream(counts).sum() - 1) / 2.0;
    double product = 0;
    double first = 0;
    double second = 0;
    for (int i = 0; i < counts.length; i++) {
      product += counts[i] * (a[i] - mean) * (b[i] - mean);
      first += counts[i] * (a[i] - mean) * (a[i] - mean);
      second += counts[i] * (b[i] - mean) * (b[i] - mean);
    }
    return product / Math.sqrt(first * second);
  }
}
