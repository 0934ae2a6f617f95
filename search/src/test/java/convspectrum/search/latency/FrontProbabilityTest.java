package convspectrum.search.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

final class FrontProbabilityTest {
  private static UncertainDesign candidate(
      double exact, double latency, double noise, Random random) {
    List<List<Double>> groups = new ArrayList<>();
    for (int group = 0; group < 6; group++) {
      double level = latency * Math.exp(noise * random.nextGaussian());
      groups.add(
          DoubleStream.generate(() -> level * Math.exp(0.02 * random.nextGaussian()))
              .limit(15)
              .boxed()
              .toList());
    }
    return new UncertainDesign(List.of(exact), List.of(groups));
  }

  private static double[] front(
      int draws, double indifference, long seed, List<UncertainDesign> designs) {
    JudgedFigure latency =
        new JudgedFigure(new SyntheticLatency(1, 0), Optional.of(Direction.MIN), List.of());
    return new FrontProbability(List.of(latency), new double[1], draws, indifference, seed)
        .of(designs).stream().mapToDouble(FrontProbability.Probability::front).toArray();
  }

  @Test
  void whatIsClearIsSure() {
    Random random = new Random(1);
    List<UncertainDesign> candidates =
        List.of(
            candidate(1, 2, 0.005, random),
            candidate(2, 1, 0.005, random),
            candidate(3, 1.5, 0.005, random));
    double[] p = front(400, 0.02, 1, candidates);
    assertThat(p[0]).isEqualTo(1);
    assertThat(p[1]).isEqualTo(1);
    assertThat(p[2]).isZero();
  }

  @Test
  void latenciesWithinTheIndifferenceAreEqual() {
    Random random = new Random(2);
    List<UncertainDesign> candidates =
        List.of(candidate(1, 1, 0, random), candidate(1, 1.005, 0, random));
    double[] p = front(400, 0.02, 1, candidates);
    assertThat(p[0]).isEqualTo(1);
    assertThat(p[1]).isEqualTo(1);
  }

  @Test
  void ofPointsSaidToBelongWithProbabilityNineTenthsNineTenthsDo() {
    // The second belongs unless the first, better elsewhere, is faster by more than 2 %.
    Random random = new Random(3);
    int said = 0;
    int belong = 0;
    for (int repeat = 0; repeat < 3000; repeat++) {
      double latency = 0.96 * Math.exp(0.02 * random.nextGaussian()) * 1.02;
      List<UncertainDesign> candidates =
          List.of(candidate(1, 1, 0.02, random), candidate(2, latency, 0.02, random));
      double p = front(100, 0.0, repeat, candidates)[1];
      if (p >= 0.85 && p <= 0.95) {
        said++;
        belong += latency <= 1 ? 1 : 0;
      }
    }
    assertThat(said).isGreaterThan(100);
    assertThat(belong / (double) said).isCloseTo(0.9, within(0.05));
  }

  /** Two designs as good elsewhere: the second keeps the bound half of the time. */
  @Test
  void aBoundThatIsUncertainIsKeptByChance() {
    Random random = new Random(4);
    SyntheticLatency figure = new SyntheticLatency(1, 0);
    Constraint bound = new Constraint(figure, Direction.MIN, 1, "synthetic-latency<=1");
    JudgedFigure latency = new JudgedFigure(figure, Optional.empty(), List.of(bound));
    List<UncertainDesign> designs =
        List.of(
            candidate(2, 0.9, 0.005, random),
            candidate(1, 1, 0, random),
            candidate(0, 1.1, 0.005, random));
    // What the rounds are relative to is known to 10 %: that moves all of them.
    List<FrontProbability.Probability> found =
        new FrontProbability(List.of(latency), new double[] {0.1}, 1000, 0.02, 1).of(designs);
    assertThat(found.get(0).keeps()).isGreaterThan(0.95);
    assertThat(found.get(1).keeps()).isCloseTo(0.5, within(0.1));
    assertThat(found.get(2).keeps()).isLessThan(0.05);
    // The first is beaten wherever the second, which is better elsewhere, keeps the bound.
    assertThat(found.get(0).front())
        .isCloseTo(found.get(0).keeps() - found.get(1).keeps(), within(0.02));
  }
}
