package convspectrum.search.latency;

import convspectrum.executor.statistics.Robust;
import convspectrum.search.run.MeasuredRounds;
import convspectrum.search.strategy.SplitMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The probability that a design belongs to the front, given the uncertainty of the latencies: the
 * share of draws in which it keeps the constraints on them, and no other design that keeps them is
 * at least as good in every objective and better in one, in latencies by more than an indifference.
 * A draw resamples groups and rounds within them, with replacement (the hierarchical bootstrap;
 * Davison and Hinkley, Bootstrap Methods, 1997, section 3.8), and takes the median of each group
 * and the mean of their logarithms. Groups at the same index of two designs were measured together,
 * so both draw the same groups: a disturbance of a group affects both.
 */
final class FrontProbability {
  private static final double NORMAL_975 = 1.959964;

  private final List<JudgedFigure> figures;
  private final double[] references;
  private final int draws;
  private final double indifference;
  private final long seed;

  /**
   * Estimates probabilities with this many draws.
   *
   * @param figures that are measured
   * @param references for each figure half of the interval of what rounds are relative to, as a
   *     logarithm: it moves the latencies of all designs together, and matters for bounds alone
   * @param indifference a share: of figures that differ by less, neither is better
   */
  FrontProbability(
      List<JudgedFigure> figures, double[] references, int draws, double indifference, long seed) {
    if (draws < 1 || !(indifference >= 0)) {
      throw new IllegalArgumentException(
          draws + " draws, indifference " + indifference + "; expected 1 or more, 0 or more");
    }
    this.figures = List.copyOf(figures);
    this.references = references.clone();
    this.draws = draws;
    this.indifference = indifference;
    this.seed = seed;
  }

  /**
   * The probabilities of a design.
   *
   * @param front that it belongs to the front
   * @param keeps that it keeps the constraints on measured figures
   */
  record Probability(double front, double keeps) {}

  /** The probabilities of each design, in order. */
  List<Probability> of(List<UncertainDesign> designs) {
    SplitMix random = new SplitMix(seed);
    int count = designs.size();
    int[] in = new int[count];
    int[] kept = new int[count];
    for (int draw = 0; draw < draws; draw++) {
      double[][] latencies = new double[count][figures.size()];
      boolean[] keeps = new boolean[count];
      Arrays.fill(keeps, true);
      for (int f = 0; f < figures.size(); f++) {
        long common = random.nextLong();
        double shift = references[f] == 0 ? 0 : references[f] / NORMAL_975 * gaussian(random);
        for (int i = 0; i < count; i++) {
          latencies[i][f] = drawn(designs.get(i).latencies().get(f), new SplitMix(common), random);
          keeps[i] &= figures.get(f).isKeptBy(Math.exp(latencies[i][f] + shift));
        }
      }
      for (int i = 0; i < count; i++) {
        kept[i] += keeps[i] ? 1 : 0;
        in[i] += keeps[i] && !isBeaten(i, designs, latencies, keeps) ? 1 : 0;
      }
    }
    List<Probability> probabilities = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      probabilities.add(new Probability(in[i] / (double) draws, kept[i] / (double) draws));
    }
    return probabilities;
  }

  /** The logarithm of a resampled latency. */
  private static double drawn(List<List<Double>> groups, SplitMix common, SplitMix own) {
    double sum = 0;
    for (int b = 0; b < groups.size(); b++) {
      sum += Math.log(median(groups.get(common.nextInt(groups.size())), own));
    }
    double mean = sum / groups.size();
    return groups.size() == 1 ? mean + MeasuredRounds.GROUP_SPREAD * gaussian(own) : mean;
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

  private boolean isBeaten(
      int which, List<UncertainDesign> designs, double[][] latencies, boolean[] keeps) {
    for (int other = 0; other < latencies.length; other++) {
      if (other != which
          && keeps[other]
          && beats(designs.get(other), latencies[other], designs.get(which), latencies[which])) {
        return true;
      }
    }
    return false;
  }

  /** At least as good in every objective, and better in one. */
  private boolean beats(UncertainDesign a, double[] mine, UncertainDesign b, double[] theirs) {
    double margin = Math.log1p(indifference);
    boolean better = false;
    for (int f = 0; f < mine.length; f++) {
      if (figures.get(f).isObjective()) {
        double gain = figures.get(f).gain(mine[f], theirs[f]);
        if (gain < -margin) {
          return false;
        }
        better |= gain > margin;
      }
    }
    for (int i = 0; i < a.exact().size(); i++) {
      if (a.exact().get(i) > b.exact().get(i)) {
        return false;
      }
      better |= a.exact().get(i) < b.exact().get(i);
    }
    return better;
  }
}
