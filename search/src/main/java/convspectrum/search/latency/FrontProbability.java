package convspectrum.search.latency;

import convspectrum.executor.statistics.Robust;
import convspectrum.search.strategy.SplitMix;
import java.util.Arrays;
import java.util.List;

/**
 * The probability that a design belongs to the front, given the uncertainty of the latencies: the
 * share of draws in which no other design is at least as good in every objective and better in one,
 * in latency by more than an indifference. A draw resamples processes, groups within them and
 * rounds within those, each with replacement (the hierarchical bootstrap; Davison and Hinkley,
 * Bootstrap Methods, 1997, section 3.8), and takes the median of each group and the mean of their
 * logarithms. Groups at the same index of two designs were measured together, so both draw the same
 * processes and groups: a disturbance of a group affects both.
 */
public final class FrontProbability {
  /**
   * The standard deviation between groups that is assumed for a design with a single group, as a
   * share of the latency.
   */
  private static final double GROUP_SPREAD = 0.01;

  private final int draws;
  private final double indifference;
  private final long seed;

  /**
   * Estimates probabilities with this many draws.
   *
   * @param indifference a share: of latencies that differ by less, neither is better
   */
  public FrontProbability(int draws, double indifference, long seed) {
    if (draws < 1 || !(indifference >= 0)) {
      throw new IllegalArgumentException(
          draws + " draws, indifference " + indifference + "; expected 1 or more, 0 or more");
    }
    this.draws = draws;
    this.indifference = indifference;
    this.seed = seed;
  }

  /** The probability of each design, in order. */
  public double[] of(List<UncertainDesign> designs) {
    SplitMix random = new SplitMix(seed);
    int[] in = new int[designs.size()];
    for (int draw = 0; draw < draws; draw++) {
      long common = random.nextLong();
      double[] latencies = new double[in.length];
      for (int i = 0; i < in.length; i++) {
        latencies[i] = drawn(designs.get(i), new SplitMix(common), random);
      }
      for (int i = 0; i < in.length; i++) {
        if (!isBeaten(i, designs, latencies)) {
          in[i]++;
        }
      }
    }
    return Arrays.stream(in).mapToDouble(count -> count / (double) draws).toArray();
  }

  /** The logarithm of a resampled latency. */
  private static double drawn(UncertainDesign design, SplitMix common, SplitMix own) {
    List<List<List<Double>>> processes = design.groups();
    double sum = 0;
    int count = 0;
    for (int p = 0; p < processes.size(); p++) {
      List<List<Double>> groups = processes.get(common.nextInt(processes.size()));
      for (int b = 0; b < groups.size(); b++) {
        sum += Math.log(median(groups.get(common.nextInt(groups.size())), own));
        count++;
      }
    }
    double mean = sum / count;
    return count == 1 ? mean + GROUP_SPREAD * gaussian(own) : mean;
  }

  private static double median(List<Double> rounds, SplitMix own) {
    double[] resample = new double[rounds.size()];
    for (int i = 0; i < resample.length; i++) {
      resample[i] = rounds.get(own.nextInt(resample.length));
    }
    return Robust.median(resample);
  }

  /** A standard normal number by the polar method of Marsaglia and Bray (1964). */
  private static double gaussian(SplitMix random) {
    while (true) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * Math.sqrt(-2 * Math.log(s) / s);
      }
    }
  }

  private boolean isBeaten(int which, List<UncertainDesign> designs, double[] latencies) {
    for (int other = 0; other < latencies.length; other++) {
      if (other != which && beats(designs, latencies, other, which)) {
        return true;
      }
    }
    return false;
  }

  /** At least as good in every objective, and better in one. */
  private boolean beats(List<UncertainDesign> designs, double[] latencies, int a, int b) {
    double margin = Math.log1p(indifference);
    double faster = latencies[b] - latencies[a];
    if (faster < -margin) {
      return false;
    }
    boolean better = faster > margin;
    List<Double> mine = designs.get(a).exact();
    List<Double> theirs = designs.get(b).exact();
    for (int i = 0; i < mine.size(); i++) {
      if (mine.get(i) > theirs.get(i)) {
        return false;
      }
      better |= mine.get(i) < theirs.get(i);
    }
    return better;
  }
}
