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
    assertThat(bootstrap.median(new double[] {3, 1, 2, 5, 4, 6})).isPresent();
    assertThat(bootstrap.median(Samples.independent(List.of(3.0, 5.0))))
        .isEqualTo(new Estimate(4, Optional.empty()));
  }

  /**
   * Of nine tosses at most one is heads with probability 10/512 and at most two with 46/512. From
   * the second sample to the eighth is 96.1 % sure and from the third to the seventh 82.0 %, so
   * that the 96 % of Hettmansperger and Sheather reach inwards by λ = 7 I / (2 + 5 I) with I =
   * (96.1 − 96) / (96.1 − 82.0). Worked out apart from this code, as the other rows are.
   */
  @ParameterizedTest
  @CsvSource({
    "6, 0, 0.1966292135",
    "8, 0, 0.8814180929",
    "9, 1, 0.0229508197",
    "11, 1, 0.8334612433",
    "12, 2, 0.0387885228",
    "14, 2, 0.8509967056",
    "100, 39, 0.2988961007",
    "1075, 503, 0.3541516320"
  })
  void theEndsLieBetweenTwoSamples(int n, int outside, double inwards) {
    double[] samples = new double[n];
    Arrays.setAll(samples, i -> i % 2 == 0 ? 1 + i / 2 : n - i / 2); // one low, one high, …
    Interval interval = new Bootstrap(200, 1).median(samples).orElseThrow();
    assertThat(interval.low()).isCloseTo(between(outside + 1, outside + 2, inwards), within(1e-6));
    assertThat(interval.high())
        .isCloseTo(between(n - outside, n - outside - 1, inwards), within(1e-6));
  }

  private static double between(double from, double to, double share) {
    return Math.exp((1 - share) * Math.log(from) + share * Math.log(to));
  }

  /** Whole ranks alone would give 99.2 % for eight samples and 96.1 % for nine. */
  @ParameterizedTest
  @CsvSource({"6", "8", "9", "11", "16", "24", "54"})
  void independentSamplesOfAnyNumberAreHeldAsOftenAsIsSaid(int n) {
    Well19937c random = new Well19937c(20_261_129);
    Bootstrap bootstrap = new Bootstrap(200, 1);
    int trials = 4000;
    int normal = 0;
    int skewed = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] gauss = new double[n];
      Arrays.setAll(gauss, i -> TRUTH * Math.exp(0.05 * random.nextGaussian()));
      normal += bootstrap.median(gauss).orElseThrow().contains(TRUTH) ? 1 : 0;
      double[] exponential = new double[n];
      Arrays.setAll(exponential, i -> 1 - Math.log(random.nextDouble()));
      skewed += bootstrap.median(exponential).orElseThrow().contains(1 + Math.log(2)) ? 1 : 0;
    }
    assertThat(normal / (double) trials).isBetween(0.945, 0.975);
    assertThat(skewed / (double) trials).isBetween(0.945, 0.975);
  }

  @Test
  void theIntervalOfReciprocalsIsTheReciprocal() {
    double[] samples = new SplittableRandom(4).doubles(13, 1, 2).toArray();
    double[] reciprocals = Arrays.stream(samples).map(x -> 1 / x).toArray();
    Bootstrap bootstrap = new Bootstrap(200, 1);
    Interval interval = bootstrap.median(samples).orElseThrow();
    Interval other = bootstrap.median(reciprocals).orElseThrow();
    assertThat(other.low()).isCloseTo(1 / interval.high(), within(1e-12));
    assertThat(other.high()).isCloseTo(1 / interval.low(), within(1e-12));
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
    int trials = 2000;
    int held = 0;
    int heldBySingles = 0;
    for (int trial = 0; trial < trials; trial++) {
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
    assertThat(held / (double) trials).isBetween(0.94, 0.97);
    assertThat(heldBySingles / (double) trials).isLessThan(0.80);
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

  /**
   * The first ends lie 5/14 of the way to the next sample, on a logarithmic scale; of seven 11/15.
   */
  @Test
  void ofFewRoundsTheGeometricMeanIsThatOfTheEnds() {
    double[] six = {1, 2, 2, 3, 3, 4};
    double[] seven = {4, 9, 5, 5, 6, 7, 8};
    Interval mean = new Bootstrap(200, 1).geometricMeanOfMedians(List.of(six, seven)).orElseThrow();
    assertThat(mean.low())
        .isCloseTo(Math.sqrt(between(1, 2, 35 / 178.0) * between(4, 5, 117 / 185.0)), within(1e-9));
    assertThat(mean.high())
        .isCloseTo(Math.sqrt(between(4, 3, 35 / 178.0) * between(9, 8, 117 / 185.0)), within(1e-9));
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

  /** Correlations may be 0 or negative, and the interval of their negatives is the negative one. */
  @Test
  void figuresMayBeNegative() {
    double[] figures = {-0.2, 0.1, 0, 0.3, -0.1, 0.2, -0.3, 0.05, -0.05, 0.15};
    Interval interval = new Bootstrap(1000, 1).median(figures).orElseThrow();
    assertThat(interval.low()).isBetween(-0.3, -0.05);
    assertThat(interval.high()).isBetween(0.1, 0.3);
    double[] negatives = Arrays.stream(figures).map(figure -> -figure).toArray();
    Interval mirrored = new Bootstrap(1000, 1).median(negatives).orElseThrow();
    assertThat(mirrored.low()).isCloseTo(-interval.high(), within(1e-12));
    assertThat(mirrored.high()).isCloseTo(-interval.low(), within(1e-12));
  }
}
