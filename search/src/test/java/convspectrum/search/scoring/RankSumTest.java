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
    // 2 has one below and two equal: rank 2; 6 has −∞ and 5 below: rank 2; n = 3.
    assertThat(sum.score(List.of(Score.of(2), Score.of(6))))
        .isCloseTo(2 * Math.log(2.5 / 4), offset(1e-15));
    // What is undefined equals what is −∞.
    assertThat(sum.score(List.of(Score.of(0), Score.of(Double.NEGATIVE_INFINITY))))
        .isCloseTo(Math.log(0.5 / 4) + Math.log(1.0 / 4), offset(1e-15));
  }
}
