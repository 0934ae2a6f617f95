package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankSumTest {
  @Test
  void ranksWithinTheSampleAlone() {
    List<AccuracyProxy> terms =
        List.of(AccuracyProxies.named("params"), AccuracyProxies.named("naswot"));
    List<List<Score>> sample =
        List.of(
            List.of(Score.of(1), Score.of(5)),
            List.of(Score.of(2), new Score.Undefined("no ReLU")),
            List.of(Score.of(2), Score.of(7)));
    RankSum sum = new RankSum(terms, sample);
    // 2 has one below and two equal: rank 2 of 3; 6 has 5 below: rank 1 of the 2 with a score.
    assertThat(sum.score(List.of(Score.of(2), Score.of(6))).number().orElseThrow())
        .isCloseTo(Math.log(2.5 / 4) + Math.log(1.5 / 3), offset(1e-15));
    assertThat(sum.leftOut()).isEmpty();
  }

  /** A term that finds bad designs does not tell the better half apart. */
  @Test
  void theRankOfJacobCovEndsAtTheMedian() {
    List<List<Score>> sample =
        List.of(
            List.of(Score.of(-40)),
            List.of(Score.of(-33)),
            List.of(Score.of(-32.5)),
            List.of(Score.of(-32)));
    RankSum capped = new RankSum(List.of(AccuracyProxies.named("jacob_cov")), sample);
    RankSum free = new RankSum(List.of(AccuracyProxies.named("naswot")), sample);
    // Below the median of the four both rank alike: one is below, and one equal.
    for (RankSum sum : List.of(capped, free)) {
      assertThat(sum.score(List.of(Score.of(-33))).number().orElseThrow())
          .isCloseTo(Math.log(2.0 / 5), offset(1e-15));
    }
    for (double score : new double[] {-32.5, -32, -31}) {
      assertThat(capped.score(List.of(Score.of(score))).number().orElseThrow())
          .as("%s", score)
          .isCloseTo(Math.log(2.5 / 5), offset(1e-15));
    }
    assertThat(free.score(List.of(Score.of(-31))).number().orElseThrow())
        .isCloseTo(Math.log(4.5 / 5), offset(1e-15));
  }

  @Test
  void anUndefinedScoreIsNoRank() {
    List<AccuracyProxy> terms =
        List.of(AccuracyProxies.named("params"), AccuracyProxies.named("naswot"));
    Score none = new Score.Undefined("the network has no ReLU");
    RankSum sum = new RankSum(terms, List.of(List.of(Score.of(1), Score.of(5))));
    assertThat(sum.score(List.of(Score.of(1), none)))
        .isEqualTo(new Score.Undefined("naswot: the network has no ReLU"));
    // A term that says nothing of any design of the sample does not take the others with it.
    RankSum without = new RankSum(terms, List.of(List.of(Score.of(1), none)));
    assertThat(without.leftOut()).containsExactly("naswot");
    assertThat(without.score(List.of(Score.of(1), none)).number().orElseThrow())
        .isCloseTo(Math.log(0.5), offset(1e-15));
    assertThat(new RankSum(terms, List.of(List.of(none, none))).score(List.of(none, none)).number())
        .isEmpty();
  }
}
