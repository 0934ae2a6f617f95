package convspectrum.executor.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Confidence intervals of medians, of {@value #FEWEST} figures at least. For independent samples
 * the ends are samples, or lie between two: see {@link #median}. Like the median, it follows a
 * change to the reciprocals, so that a speed-up and its reciprocal agree.
 *
 * <p>Successive timings are often correlated: another program runs for a while, or the clock rate
 * changes. For correlated neighbours, and for figures made of several medians, samples are drawn
 * with replacement, the median of each resample is taken, and the middle 95 % of these medians is
 * the interval (the percentile interval of Efron &amp; Tibshirani, An Introduction to the
 * Bootstrap, 1993, chapter 13). Samples are drawn in circular blocks (Politis &amp; Romano 1992),
 * whose length grows with the correlation between neighbours; for independent samples the length is
 * one, the plain bootstrap. BCa is not used, since its acceleration comes from the jackknife, which
 * is inconsistent for the median (same book, section 10.6). With few samples the interval is too
 * narrow: with 15 it holds the true value in 92 % of cases.
 *
 * @param resamples how many resamples, at least 200
 * @param seed equal seeds give equal intervals
 */
public record Bootstrap(int resamples, long seed) {
  /**
   * Fewest figures of which there is an interval: the range of six holds the true median with a
   * probability of 97 %, that of five with 94 %, which is less than {@link Interval#LEVEL}.
   */
  public static final int FEWEST = 6;

  /**
   * What intervals of independent samples are made for. Measuring ends when intervals are narrow
   * enough, which costs a point of coverage (simulated: 0.2 to 1.8).
   */
  private static final double LEVEL = Interval.LEVEL + 0.01;

  /** Fewest samples that are resampled. */
  private static final int FEWEST_RESAMPLED = 15;

  /**
   * Correlations below this multiple of their standard error count as none. That is far weaker than
   * a significance test on purpose: in 2000 simulated series, unneeded blocks widened intervals by
   * under 2 %, while a 5 % test lost up to a point of coverage at a correlation of 0.3.
   */
  private static final double STANDARD_ERRORS = 0.5;

  public Bootstrap {
    if (resamples < 200) {
      throw new IllegalArgumentException(
          resamples + " resamples; expected at least 200, so that 2.5 % are at least 5");
    }
  }

  /**
   * Returns the interval of the median of samples, given in the order in which they were taken.
   * Each independent sample is above the median with probability ½, so k samples or fewer are above
   * it with the binomial probability P(k), and the interval from the (k+1)-th to the (n−k)-th
   * sample holds the median with probability 1 − 2 P(k) (W. R. Thompson, Annals of Mathematical
   * Statistics 7, 1936). The largest k that leaves 96 % is 0 for up to 8 samples, 1 for 9 to 11, 39
   * for 100, and what it leaves is up to 99 %. The ends therefore lie between these samples and the
   * next ones inside, by the rule of Hettmansperger and Sheather (Statistics &amp; Probability
   * Letters 4, 1986), with which intervals of symmetric and skewed distributions hold the median in
   * 96 % of cases within a fraction of a per cent. For fewer than six samples even the whole range
   * does not reach 95 %: there is no interval. For correlated neighbours the interval also covers
   * the bootstrap interval.
   */
  public Optional<Interval> median(double[] samples) {
    double[] sorted = Robust.sorted(samples);
    int n = samples.length;
    if (n < FEWEST) {
      return Optional.empty();
    }
    Interval independent = interpolated(sorted);
    int block = n < FEWEST_RESAMPLED ? 1 : blockLength(samples);
    if (block == 1) {
      return Optional.of(independent);
    }
    Interval resampled = middle(resampledMedians(sorted, ranks(samples), block));
    return Optional.of(
        new Interval(
            Math.min(independent.low(), resampled.low()),
            Math.max(independent.high(), resampled.high())));
  }

  /** Returns the median of the figures of grouped samples, with its interval. */
  public Estimate median(Samples samples) {
    return new Estimate(samples.median(), median(samples.figures()));
  }

  /** The interval of the median of independent samples. */
  private static Interval interpolated(double[] sorted) {
    int n = sorted.length;
    BinomialDistribution heads = new BinomialDistribution(null, n, 0.5); // nothing is drawn from it
    double tail = (1 - LEVEL) / 2;
    int outside = Math.max(0, heads.inverseCumulativeProbability(tail) - 1);
    double least = heads.cumulativeProbability(outside);
    double share = (tail - least) / heads.probability(outside + 1);
    double inside = outside + 1.0;
    double inwards = (n - inside) * share / (inside + (n - 2 * inside) * share);
    return new Interval(
        between(sorted[outside], sorted[outside + 1], inwards),
        between(sorted[n - 1 - outside], sorted[n - 2 - outside], inwards));
  }

  /**
   * On a logarithmic scale, so that the interval of the reciprocals is the reciprocal. Figures that
   * may have either sign, such as correlations, lie on a linear scale around 0.
   */
  private static double between(double from, double to, double share) {
    if (from == to) {
      return from;
    }
    return from * to > 0 ? from * Math.pow(to / from, share) : from + share * (to - from);
  }

  /**
   * Returns the interval of the geometric mean of the medians of several series. Series of equal
   * length are resampled together, with the same rounds in each, so that a round that slowed all of
   * them stays together. If a series has fewer than 15 samples, the ends are the geometric means of
   * the ends of their intervals, which is wider than necessary; if one has fewer than six, there is
   * no interval.
   */
  public Optional<Interval> geometricMeanOfMedians(List<double[]> series) {
    int fewest = series.stream().mapToInt(one -> one.length).min().orElseThrow();
    if (fewest < FEWEST) {
      return Optional.empty();
    }
    if (fewest < FEWEST_RESAMPLED) {
      List<Interval> intervals = series.stream().flatMap(one -> median(one).stream()).toList();
      return Optional.of(
          new Interval(
              geometricMean(intervals.stream().mapToDouble(Interval::low)),
              geometricMean(intervals.stream().mapToDouble(Interval::high))));
    }
    int block = series.stream().mapToInt(Bootstrap::blockLength).max().orElseThrow();
    double[] logarithms = new double[resamples];
    for (double[] one : series) {
      // The seed alone decides which samples are drawn from series of equal length.
      double[] medians = resampledMedians(Robust.sorted(one), ranks(one), block);
      Arrays.setAll(logarithms, i -> logarithms[i] + Math.log(medians[i]) / series.size());
    }
    Arrays.setAll(logarithms, i -> Math.exp(logarithms[i]));
    return Optional.of(middle(logarithms));
  }

  /**
   * Returns the interval of the ratio of the medians of two unpaired series, such as those of two
   * runs. If a series has fewer than 15 samples, it is the ratio of the intervals' far ends, which
   * is wider than necessary; if one has fewer than six, there is no interval.
   *
   * @param above samples of the numerator
   * @param below samples of the denominator; above 0
   */
  public Optional<Interval> ratioOfMedians(double[] above, double[] below) {
    if (Math.min(above.length, below.length) < FEWEST_RESAMPLED) {
      return median(above)
          .flatMap(numerator ->
              median(below)
                  .map(denominator ->
                      new Interval(
                          numerator.low() / denominator.high(),
                          numerator.high() / denominator.low())));
    }
    double[] sortedAbove = Robust.sorted(above);
    double[] sortedBelow = Robust.sorted(below);
    double[] ratios = resampledMedians(sortedAbove, ranks(above), blockLength(above));
    // This uses another seed, since equal draws from both would pair samples that are not pairs.
    double[] others =
        new Bootstrap(resamples, seed + 1)
            .resampledMedians(sortedBelow, ranks(below), blockLength(below));
    Arrays.setAll(ratios, i -> ratios[i] / others[i]);
    return Optional.of(middle(ratios));
  }

  private static double geometricMean(DoubleStream values) {
    return Math.exp(values.map(Math::log).average().orElseThrow());
  }

  /** Returns the middle 95 % of the resampled estimates. */
  private Interval middle(double[] estimates) {
    Arrays.sort(estimates);
    int tail = (int) Math.floor(resamples * (1 - Interval.LEVEL) / 2);
    return new Interval(estimates[tail], estimates[resamples - 1 - tail]);
  }

  /**
   * Returns the length of blocks by Carlstein's rule for a first-order autoregression (Annals of
   * Statistics 14, 1986): (2ρ / (1−ρ²))^⅔ · n^⅓, at most n/4. The correlation c of neighbouring
   * signs about the median is used, since the noise of a median depends on these alone and outliers
   * do not change it; for normal noise sin(π/2 · c) converts it to ρ.
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

  /** The rank of each sample in sorted order; ties are ranked in order of appearance. */
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
   * Returns the median of each resample. It counts how often each rank was drawn and walks up to
   * the middle, which needs no sorting or selection per resample.
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
    int lowerPlace = (n - 1) / 2; // counted from 0; for even n there are two middle samples
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
