package convspectrum.executor.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * Bootstrap intervals of medians: resample the samples with replacement, take the median of each
 * resample, and report the middle 95 % of these medians (the percentile interval of Efron &amp;
 * Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13).
 *
 * <p>The percentile interval and not BCa, since BCa's acceleration comes from the jackknife, which
 * is inconsistent for the median (same book, section 10.6), and since of the median the percentile
 * interval is nearly the distribution-free interval between order statistics. Like the median it
 * follows any monotone change of scale: the interval of the logarithms is the logarithm of the
 * interval, so that a speed-up and its reciprocal agree.
 *
 * <p>Successive timings are often alike: another program runs for a while, a clock steps. Samples
 * are therefore drawn in circular blocks (Politis &amp; Romano 1992) whose length grows with the
 * correlation found between neighbours; of independent samples it is one, the plain bootstrap.
 *
 * @param resamples how many resamples, at least 200
 * @param seed equal seeds give equal intervals
 */
public record Bootstrap(int resamples, long seed) {
  /**
   * With fewer samples no interval between two of them is 95 % sure to hold the median: the range
   * of n samples misses it with probability 2^(1−n).
   */
  private static final int FEWEST = 6;

  /**
   * Correlations below half their standard error count as none. Far weaker than a significance test
   * on purpose: of 2000 simulated series, blocks found where none were needed widened intervals by
   * less than 2 %, while a 5 % test lost up to a point of coverage at a correlation of 0.3.
   */
  private static final double STANDARD_ERRORS = 0.5;

  public Bootstrap {
    if (resamples < 200) {
      throw new IllegalArgumentException(
          resamples + " resamples; expected at least 200, so that 2.5 % are at least 5");
    }
  }

  /**
   * The interval of the median of samples in the order in which they were taken. Of fewer than six
   * it is their whole range, with the level that this has.
   */
  public Interval median(double[] samples) {
    double[] sorted = Robust.sorted(samples);
    int n = samples.length;
    if (n < FEWEST) {
      return new Interval(sorted[0], sorted[n - 1], 1 - Math.pow(2, 1 - n));
    }
    return middle(resampledMedians(sorted, ranks(samples), blockLength(samples)));
  }

  /**
   * The interval of the geometric mean of the medians of several series. Series of equal length are
   * resampled together, the same rounds of each: what slowed all of a round alike stays together.
   * With a series of fewer than six, it is the geometric mean of the ranges, with their level.
   */
  public Interval geometricMeanOfMedians(List<double[]> series) {
    int fewest = series.stream().mapToInt(one -> one.length).min().orElseThrow();
    if (fewest < FEWEST) {
      double low = geometricMean(series.stream().mapToDouble(one -> Robust.sorted(one)[0]));
      double high =
          geometricMean(series.stream().mapToDouble(one -> Robust.sorted(one)[one.length - 1]));
      return new Interval(low, high, 1 - Math.pow(2, 1 - fewest));
    }
    int block = series.stream().mapToInt(Bootstrap::blockLength).max().orElseThrow();
    double[] logarithms = new double[resamples];
    for (double[] one : series) {
      // The seed alone decides what is drawn of equally many.
      double[] medians = resampledMedians(Robust.sorted(one), ranks(one), block);
      Arrays.setAll(logarithms, i -> logarithms[i] + Math.log(medians[i]) / series.size());
    }
    Arrays.setAll(logarithms, i -> Math.exp(logarithms[i]));
    return middle(logarithms);
  }

  /**
   * The interval of the ratio of the medians of two series that are no pairs, such as those of two
   * runs. With a series of fewer than six, it is the ratio of the ranges, with their level.
   *
   * @param above whose median is above the line
   * @param below whose median is below it; above 0
   */
  public Interval ratioOfMedians(double[] above, double[] below) {
    int fewest = Math.min(above.length, below.length);
    double[] sortedAbove = Robust.sorted(above);
    double[] sortedBelow = Robust.sorted(below);
    if (fewest < FEWEST) {
      return new Interval(
          sortedAbove[0] / sortedBelow[below.length - 1],
          sortedAbove[above.length - 1] / sortedBelow[0],
          1 - Math.pow(2, 1 - fewest));
    }
    double[] ratios = resampledMedians(sortedAbove, ranks(above), blockLength(above));
    // Of another seed: equal draws from both would make pairs of what are none.
    double[] others =
        new Bootstrap(resamples, seed + 1)
            .resampledMedians(sortedBelow, ranks(below), blockLength(below));
    Arrays.setAll(ratios, i -> ratios[i] / others[i]);
    return middle(ratios);
  }

  private static double geometricMean(DoubleStream values) {
    return Math.exp(values.map(Math::log).average().orElseThrow());
  }

  /** The middle 95 % of what resamples gave. */
  private Interval middle(double[] estimates) {
    Arrays.sort(estimates);
    int tail = (int) Math.floor(resamples * (1 - Interval.LEVEL) / 2);
    return new Interval(estimates[tail], estimates[resamples - 1 - tail], Interval.LEVEL);
  }

  /**
   * The interval of the median of paired ratios: how many times faster the design is than the
   * baseline. What slows both samples of a pair alike cancels.
   *
   * @param baseline times of the baseline, one a round
   * @param design times of the design in the same rounds
   */
  public Interval medianOfRatios(double[] baseline, double[] design) {
    return median(ratios(baseline, design));
  }

  /** The ratio of each pair, baseline over design. */
  public static double[] ratios(double[] baseline, double[] design) {
    if (baseline.length != design.length) {
      throw new IllegalArgumentException(
          "%d samples of the baseline and %d of the design; expected pairs"
              .formatted(baseline.length, design.length));
    }
    double[] ratios = new double[baseline.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = baseline[i] / design[i];
    }
    return ratios;
  }

  /**
   * The length of blocks: Carlstein's rule for a first-order autoregression (Annals of Statistics
   * 14, 1986), (2ρ / (1−ρ²))^⅔ · n^⅓, at most n/4. The correlation ρ is that of neighbouring signs
   * about the median, since the noise of a median depends on these alone and no spike moves them;
   * for normal noise it is turned into ρ by sin(π/2 · c).
   */
  static int blockLength(double[] samples) {
    int n = samples.length;
    double median = Robust.median(samples);
    double products = 0;
    for (int i = 1; i < n; i++) {
      products += Math.signum(samples[i - 1] - median) * Math.signum(samples[i] - median);
    }
    double signs = products / (n - 1);
    if (signs * Math.sqrt(n) < STANDARD_ERRORS) {
      return 1;
    }
    double rho = Math.min(0.95, Math.sin(Math.PI / 2 * signs));
    double length = Math.pow(2 * rho / (1 - rho * rho), 2.0 / 3) * Math.cbrt(n);
    return Math.clamp((int) Math.ceil(length), 1, Math.max(1, n / 4));
  }

  /** Where each sample stands among the sorted ones; ties in order of appearance. */
  private static int[] ranks(double[] samples) {
    int n = samples.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(samples[a], samples[b]));
    int[] ranks = new int[n];
    for (int rank = 0; rank < n; rank++) {
      ranks[order[rank]] = rank;
    }
    return ranks;
  }

  /**
   * Counts how often each rank was drawn and walks up to the middle, which needs no sorting or
   * selection per resample.
   */
  private double[] resampledMedians(double[] sorted, int[] ranks, int block) {
    int n = sorted.length;
    SplittableRandom random = new SplittableRandom(seed);
    int[] counts = new int[n];
    double[] medians = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      Arrays.fill(counts, 0);
      for (int drawn = 0; drawn < n; ) {
        int start = random.nextInt(n);
        for (int j = 0; j < block && drawn < n; j++, drawn++) {
          int at = start + j;
          counts[ranks[at < n ? at : at - n]]++;
        }
      }
      medians[r] = middle(sorted, counts);
    }
    return medians;
  }

  private static double middle(double[] sorted, int[] counts) {
    int n = sorted.length;
    int lowerPlace = (n - 1) / 2; // counted from 0; of even n there are two in the middle
    int upperPlace = n / 2;
    int rank = 0;
    int passed = counts[0];
    while (passed <= lowerPlace) {
      passed += counts[++rank];
    }
    double lower = sorted[rank];
    while (passed <= upperPlace) {
      passed += counts[++rank];
    }
    return (lower + sorted[rank]) / 2;
  }
}
