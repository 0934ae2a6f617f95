package convspectrum.executor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapTest {
  private static final int TRIALS = 400;
  private static final double TRUTH = 1.37;

  /**
   * 400 measured speed-ups of known truth: lognormal noise, a drift that doubles all times, spikes
   * on a twentieth of the samples, and noise that neighbours share. A 95 % interval may miss
   * somewhat more often than one in twenty, and must not be needlessly wide; strong correlation
   * costs some coverage, as the manual says.
   */
  @ParameterizedTest
  @CsvSource({
    "15, 0.02, 0, 0",
    "30, 0.02, 0, 0.05",
    "30, 0.10, 0, 0.05",
    "61, 0.05, 0, 0",
    "200, 0.05, 0.3, 0.05",
    "200, 0.05, 0.6, 0"
  })
  void theIntervalHoldsTheTrueRatio(int rounds, double noise, double correlation, double spikes) {
    Well19937c random = new Well19937c(20_260_731);
    Bootstrap bootstrap = new Bootstrap(1000, 7);
    int held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] baseline = new double[rounds];
      double[] design = new double[rounds];
      double state = 0;
      for (int i = 0; i < rounds; i++) {
        double drift = 1 + (double) i / rounds;
        double innovation = random.nextGaussian() * Math.sqrt(1 - correlation * correlation);
        state = i == 0 ? random.nextGaussian() : correlation * state + innovation;
        baseline[i] = 20 * drift * Math.exp(noise * state) * spike(random, spikes);
        design[i] = 20 / TRUTH * drift * spike(random, spikes);
      }
      held += bootstrap.median(ratios(baseline, design)).orElseThrow().contains(TRUTH) ? 1 : 0;
    }
    double coverage = held / (double) TRIALS;
    assertThat(coverage).isBetween(correlation > 0.5 ? 0.90 : 0.92, 0.99);
  }

  private static double[] ratios(double[] above, double[] below) {
    double[] ratios = new double[above.length];
    Arrays.setAll(ratios, i -> above[i] / below[i]);
    return ratios;
  }

  private static double spike(Well19937c random, double share) {
    return random.nextDouble() < share ? 1 + 4 * random.nextDouble() : 1;
  }

  /**
   * The median of a resample of odd size is at most the k-th sample exactly if at least half of the
   * draws are: a binomial probability. So the limit of many resamples is known.
   */
  @Test
  void manyResamplesGiveTheExactBootstrap() {
    int n = 25;
    double[] samples = DoubleStream.iterate(1, x -> x + 1).limit(n).toArray();
    shuffle(samples);
    Interval interval =
        new Bootstrap(200_000, 3).geometricMeanOfMedians(List.of(samples)).orElseThrow();
    double low = 0;
    double high = 0;
    for (int k = n; k >= 1; k--) {
      double atMost = 1 - new BinomialDistribution(n, (double) k / n).cumulativeProbability(n / 2);
      low = atMost > 0.025 ? k : low;
      high = atMost >= 0.975 ? k : high;
    }
    assertThat(interval.low()).isCloseTo(low, within(1e-12));
    assertThat(interval.high()).isCloseTo(high, within(1e-12));
  }

  private static void shuffle(double[] samples) {
    SplittableRandom seeded = new SplittableRandom(5);
    for (int i = samples.length - 1; i > 0; i--) {
      int j = seeded.nextInt(i + 1);
      double swap = samples[i];
      samples[i] = samples[j];
      samples[j] = swap;
    }
  }

  @Test
  void equalSeedsGiveEqualIntervals() {
    double[] samples = new SplittableRandom(1).doubles(50).sorted().toArray(); // correlated
    assertThat(new Bootstrap(500, 1).median(samples))
        .isEqualTo(new Bootstrap(500, 1).median(samples))
        .isNotEqualTo(new Bootstrap(500, 2).median(samples));
  }

  /** The range of five holds the median with 1 − 2⁻⁴ = 94 % only, that of six with 97 %. */
  @Test
  void ofFewSamplesThereIsNoInterval() {
    Bootstrap bootstrap = new Bootstrap(200, 1);
    assertThat(bootstrap.median(new double[] {3})).isEmpty();
    assertThat(bootstrap.median(new double[] {3, 1, 2, 5, 4})).isEmpty();
    assertThat(bootstrap.median(new double[] {3, 1, 2, 5, 4, 6})).contains(new Interval(1, 6));
    assertThat(bootstrap.median(Samples.independent(List.of(3.0, 5.0))))
        .isEqualTo(new Estimate(4, Optional.empty()));
  }

  /**
   * Of nine tosses at most one is heads with probability 10/512, so that from the second sample to
   * the eighth is 96 % sure; of eight it is 9/256, and only the range is sure enough. Of twelve two
   * with 79/4096.
   */
  @Test
  void ofIndependentSamplesTheIntervalIsExact() {
    Bootstrap bootstrap = new Bootstrap(200, 1);
    double[] samples = {9, 3, 1, 2, 8, 4, 7, 5, 6, 12, 10, 11, 14, 13};
    assertThat(bootstrap.median(Arrays.copyOf(samples, 9))).contains(new Interval(2, 8));
    assertThat(bootstrap.median(Arrays.copyOfRange(samples, 1, 9))).contains(new Interval(1, 8));
    assertThat(bootstrap.median(Arrays.copyOf(samples, 12))).contains(new Interval(3, 10));
    assertThat(bootstrap.median(samples)).contains(new Interval(3, 12));
    double[] hundred = DoubleStream.iterate(1, x -> x + 1).limit(100).toArray();
    shuffle(hundred);
    assertThat(bootstrap.median(hundred)).contains(new Interval(40, 61));
  }

  /** Of more than 1074 tosses the probability of no heads is below the least double. */
  @ParameterizedTest
  @CsvSource({"6, 0", "8, 0", "9, 1", "11, 1", "12, 2", "100, 39", "1075, 504", "5000, 2430"})
  void longSeriesHaveExactIntervalsToo(int n, int outside) {
    double[] samples = new double[n];
    Arrays.setAll(samples, i -> i % 2 == 0 ? 1 + i / 2 : n - i / 2); // one low, one high, …
    assertThat(new Bootstrap(200, 1).median(samples))
        .contains(new Interval(outside + 1, n - outside));
  }

  @Test
  void constantSamplesGiveAPoint() {
    double[] samples = new double[20];
    Arrays.fill(samples, 4);
    assertThat(new Bootstrap(200, 1).median(samples)).contains(new Interval(4, 4));
  }

  @Test
  void blocksAreOfOneWhereNeighboursAreIndependentAndLongerWhereTheyAreNot() {
    SplittableRandom random = new SplittableRandom(11);
    assertThat(Bootstrap.blockLength(random.doubles(100).toArray())).isEqualTo(1);
    double[] step = new double[100];
    Arrays.setAll(step, i -> (i < 50 ? 1 : 2) + random.nextDouble() / 10);
    assertThat(Bootstrap.blockLength(step)).isEqualTo(25);
  }

  @Test
  void refusesTooFewResamples() {
    assertThatThrownBy(() -> new Bootstrap(10, 1))
        .hasMessage("10 resamples; expected at least 200, so that 2.5 % are at least 5");
  }

  @Test
  void theGeometricMeanOfOneSeriesIsItsMedian() {
    double[] series = new SplittableRandom(3).doubles(40, 1, 2).sorted().toArray();
    Bootstrap bootstrap = new Bootstrap(1000, 7);
    Interval mean = bootstrap.geometricMeanOfMedians(List.of(series)).orElseThrow();
    assertThat(mean.low()).isCloseTo(bootstrap.median(series).orElseThrow().low(), within(1e-12));
    assertThat(mean.high()).isCloseTo(bootstrap.median(series).orElseThrow().high(), within(1e-12));
  }

  /**
   * Samples of a group share an error four times as large as their own: figures of groups know of
   * it, and intervals of single samples would not.
   */
  @Test
  void intervalsOfGroupsHoldWhatTheirMembersShare() {
    Well19937c random = new Well19937c(20_261_123);
    Bootstrap bootstrap = new Bootstrap(500, 1);
    int held = 0;
    int heldBySingles = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Double> values = new ArrayList<>();
      for (int group = 0; group < 12; group++) {
        double shared = Math.exp(0.04 * random.nextGaussian());
        for (int i = 0; i < 5; i++) {
          values.add(TRUTH * shared * Math.exp(0.01 * random.nextGaussian()));
        }
      }
      Samples samples = new Samples(values, Collections.nCopies(12, 5));
      held += bootstrap.median(samples).interval().orElseThrow().contains(TRUTH) ? 1 : 0;
      List<Double> mixed = new ArrayList<>(values);
      Collections.shuffle(mixed, new java.util.Random(trial));
      heldBySingles +=
          bootstrap.median(Samples.independent(mixed)).interval().orElseThrow().contains(TRUTH)
              ? 1
              : 0;
    }
    assertThat(held / (double) TRIALS).isBetween(0.94, 0.99);
    assertThat(heldBySingles / (double) TRIALS).isLessThan(0.80);
  }

  /**
   * √(2 · 8) = 4; and where a round slows one series as much as it speeds up the other, exactly.
   */
  @Test
  void whatRoundsShareStaysTogetherInTheGeometricMean() {
    double[] low = new SplittableRandom(5).doubles(31, 0.5, 2).map(v -> 2 * v).toArray();
    double[] high = DoubleStream.of(low).map(value -> 16 / value).toArray();
    Interval mean = new Bootstrap(1000, 7).geometricMeanOfMedians(List.of(low, high)).orElseThrow();
    assertThat(mean.low()).isCloseTo(4, within(1e-12));
    assertThat(mean.high()).isCloseTo(4, within(1e-12));
  }

  @Test
  void theGeometricMeanHoldsTheTruth() {
    Well19937c random = new Well19937c(20_260_801);
    int held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] first = new double[30];
      double[] second = new double[40];
      Arrays.setAll(first, i -> 2 * Math.exp(0.05 * random.nextGaussian()));
      Arrays.setAll(second, i -> 0.5 * TRUTH * TRUTH * Math.exp(0.05 * random.nextGaussian()));
      Interval interval =
          new Bootstrap(500, trial).geometricMeanOfMedians(List.of(first, second)).orElseThrow();
      held += interval.contains(TRUTH) ? 1 : 0;
    }
    assertThat(held / (double) TRIALS).isBetween(0.92, 0.99);
  }

  @Test
  void ofFewRoundsTheGeometricMeanIsARange() {
    double[] six = {1, 2, 2, 3, 3, 4};
    double[] seven = {4, 9, 5, 5, 6, 7, 8};
    Interval mean = new Bootstrap(200, 1).geometricMeanOfMedians(List.of(six, seven)).orElseThrow();
    assertThat(mean.low()).isCloseTo(2, within(1e-12)); // √(1 · 4)
    assertThat(mean.high()).isCloseTo(6, within(1e-12)); // √(4 · 9)
    assertThat(new Bootstrap(200, 1).geometricMeanOfMedians(List.of(six, new double[] {4, 9})))
        .isEmpty();
  }

  /** Of 60 samples in runs of three, 40 of 59 neighbours are alike: ρ = sin(π/2 · 21/59) = 0.53. */
  @Test
  void theLengthOfBlocksGrowsWithTheCorrelation() {
    double[] runs = new double[60];
    Arrays.setAll(runs, i -> i / 3 % 2);
    assertThat(Bootstrap.blockLength(runs)).isEqualTo(6); // (2ρ / (1−ρ²))^⅔ · ∛60 = 5.08
  }

  @Test
  void theRatioOfMediansHoldsTheTruth() {
    Well19937c random = new Well19937c(20_261_129);
    int held = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      double[] above = new double[30];
      double[] below = new double[40];
      Arrays.setAll(above, i -> 2 * TRUTH * Math.exp(0.05 * random.nextGaussian()));
      Arrays.setAll(below, i -> 2 * Math.exp(0.05 * random.nextGaussian()));
      held +=
          new Bootstrap(500, trial).ratioOfMedians(above, below).orElseThrow().contains(TRUTH)
              ? 1
              : 0;
    }
    assertThat(held / (double) TRIALS).isBetween(0.92, 0.99);
  }

  /** Draws of equal seeds would make pairs, of which every ratio is 1. */
  @Test
  void theRatioOfASeriesToItselfIsUncertain() {
    double[] series = new SplittableRandom(9).doubles(15, 1, 2).toArray();
    Interval ratio = new Bootstrap(500, 1).ratioOfMedians(series, series).orElseThrow();
    assertThat(ratio.low()).isLessThan(0.98);
    assertThat(ratio.high()).isGreaterThan(1.02);
  }

  @Test
  void ofFewSamplesTheRatioOfMediansIsThatOfTheFarEnds() {
    double[] above = {2, 4, 2, 2, 4, 3};
    double[] below = {1, 2, 2, 1, 2, 2, 1};
    assertThat(new Bootstrap(200, 1).ratioOfMedians(above, below)).contains(new Interval(1, 4));
    assertThat(new Bootstrap(200, 1).ratioOfMedians(above, new double[] {1, 2, 2})).isEmpty();
  }
}
