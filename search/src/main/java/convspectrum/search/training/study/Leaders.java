package convspectrum.search.training.study;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.training.SeedSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which of several has the largest figure, over paired seeds: the one with the largest mean, and
 * those that cannot be told from it. With 95 % the one that is truly largest is among them, since
 * the level of the differences is that of all together (Bonferroni).
 *
 * @param leader place of the largest mean
 * @param told places, ascending, that hold the leader and all whose difference to it may be 0
 */
record Leaders(int leader, List<Integer> told) {
  Leaders {
    told = List.copyOf(told);
  }

  /**
   * The leaders.
   *
   * @param figures for each place, the figure of each seed in one order; at least one place
   * @param least the least standard deviation of a difference that is believed
   */
  static Leaders of(List<double[]> figures, double least) {
    int leader = 0;
    for (int i = 1; i < figures.size(); i++) {
      if (mean(figures.get(i)) > mean(figures.get(leader))) {
        leader = i;
      }
    }
    double level = level(figures.size() - 1);
    List<Integer> told = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      Estimate lead =
          SeedSample.mean(differences(figures.get(leader), figures.get(i)), level, least);
      if (i == leader || !(lead.interval().isPresent() && lead.low() > 0)) {
        told.add(i);
      }
    }
    return new Leaders(leader, told);
  }

  /** The level of each of several intervals that hold together with 95 %. */
  static double level(int intervals) {
    return 1 - (1 - Interval.LEVEL) / Math.max(1, intervals);
  }

  private static double[] differences(double[] figures, double[] others) {
    double[] differences = new double[figures.length];
    Arrays.setAll(differences, i -> figures[i] - others[i]);
    return differences;
  }

  private static double mean(double[] figures) {
    return Arrays.stream(figures).average().orElse(Double.NEGATIVE_INFINITY);
  }
}
