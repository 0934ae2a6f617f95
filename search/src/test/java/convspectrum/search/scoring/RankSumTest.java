package convspectrum.search.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.AccuracyProxy;
import convspectrum.search.proxy.Score;
import java.util.ArrayList;
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

  /**
   * Of the defaults, live MACs and what finds failing designs count three times, live units twice.
   */
  @Test
  void termsHaveWeights() {
    List<AccuracyProxy> terms = RankSum.defaultTerms();
    List<Score> worse = terms.stream().map(_ -> Score.of(1)).toList();
    List<Score> better = terms.stream().map(_ -> Score.of(2)).toList();
    RankSum sum = new RankSum(terms, List.of(worse, better));
    double best = sum.score(better).number().orElseThrow();
    assertThat(best).isCloseTo((3 + 2 + 1 + 3) * Math.log(2.0 / 3), offset(1e-14));
    for (int term = 0; term < terms.size(); term++) {
      List<Score> mixed = new ArrayList<>(better);
      mixed.set(term, Score.of(1));
      int weight = List.of(3, 2, 1, 3).get(term);
      // The lower of two has the rank ½, the higher 1 ½.
      assertThat(best - sum.score(mixed).number().orElseThrow())
          .as(terms.get(term).name())
          .isCloseTo(weight * Math.log(2), offset(1e-14));
    }
  }

  /** Where no design fails, its scores are all the same and the others alone decide. */
  @Test
  void equalScoresRankNothing() {
    List<AccuracyProxy> terms =
        List.of(AccuracyProxies.named("live_macs"), AccuracyProxies.named("jacob_excess"));
    RankSum sum =
        new RankSum(
            terms,
            List.of(
                List.of(Score.of(1), Score.of(0)),
                List.of(Score.of(2), Score.of(0)),
                List.of(Score.of(3), Score.of(0))));
    assertThat(sum.score(List.of(Score.of(3), Score.of(0))).number().orElseThrow())
        .isCloseTo(3 * Math.log(3.0 / 4) + 3 * Math.log(2.0 / 4), offset(1e-14));
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
