package convspectrum.search.cause;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.cause.RuleFinder.Found;
import convspectrum.search.cause.RuleFinder.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

final class RuleFinderTest {
  private static final long SEED = 7;
  private static final long[] WIDTHS = {96, 240, 364, 728};

  private static List<Observation> table(LongPredicate slow) {
    List<Observation> seen = new ArrayList<>();
    for (long width : WIDTHS) {
      for (long channels = 1; channels <= width; channels++) {
        if (width % channels == 0) {
          seen.add(new Observation("1x" + width + "x19x19", channels, slow.test(channels) ? 3 : 1));
        }
      }
    }
    return seen;
  }

  @Test
  void aRuleThatIsThereIsFound() {
    Found multiple = new RuleFinder(SEED).find(table(c -> c != 1 && c % 8 != 0)).orElseThrow();
    assertThat(multiple.rule()).isEqualTo(new ChannelRule.Multiple(8));
    assertThat(multiple.kept()).isEqualTo(multiple.designs());
    assertThat(multiple.shapes()).isEqualTo(WIDTHS.length);
    Found least = new RuleFinder(SEED).find(table(c -> c != 1 && c < 16)).orElseThrow();
    assertThat(least.rule()).isEqualTo(new ChannelRule.AtLeast(16));
    assertThat(least.rule().text()).isEqualTo("one, or 16 or more");
  }

  @Test
  void aFewDesignsThatAreOtherwiseDoNotHideIt() {
    List<Observation> seen = table(c -> c != 1 && c % 4 != 0);
    Observation other = seen.get(5);
    seen.set(5, new Observation(other.shape(), other.channels(), 4 - other.ratio()));
    Found found = new RuleFinder(SEED).find(seen).orElseThrow();
    assertThat(found.rule()).isEqualTo(new ChannelRule.Multiple(4));
    assertThat(found.kept()).isEqualTo(found.designs() - 1);
  }

  @Test
  void exchangedLabelsShowNoRule() {
    List<Observation> seen = table(c -> c != 1 && c % 4 != 0);
    Random random = new Random(SEED);
    for (int n = 0; n < 100; n++) {
      List<Double> ratios = new ArrayList<>(seen.stream().map(Observation::ratio).toList());
      Collections.shuffle(ratios, random);
      List<Observation> exchanged = new ArrayList<>();
      for (int i = 0; i < seen.size(); i++) {
        exchanged.add(new Observation(seen.get(i).shape(), seen.get(i).channels(), ratios.get(i)));
      }
      assertThat(new RuleFinder(n).find(exchanged)).isEmpty();
    }
  }

  /** A rule of one width that the others do not keep. */
  @Test
  void aRuleMustHoldOnTheShapesThatAreLeftOut() {
    List<Observation> seen = new ArrayList<>();
    for (Observation one : table(c -> c != 1 && c % 4 != 0)) {
      boolean first = one.shape().startsWith("1x728x");
      seen.add(
          new Observation(
              one.shape(),
              one.channels(),
              first || one.channels() == 1 ? one.ratio() : 4 - one.ratio()));
    }
    assertThat(new RuleFinder(SEED).find(seen)).isEmpty();
  }

  /**
   * oneDNN 3.13 in int8 at 728 channels, 19×19, one thread: the times of ten numbers of channels a
   * group, which {@link TimeLine} makes ratios of.
   */
  @Test
  void theKnownRuleOfOneDnnIsFound() {
    long[] channels = {728, 104, 91, 28, 13, 8, 7, 4, 2, 1};
    double[] ms = {22, 3.4, 868, 2.4, 144, 0.29, 83, 0.35, 82, 0.23};
    List<TimeLine.Point> points = new ArrayList<>();
    for (int i = 0; i < ms.length; i++) {
      points.add(
          new TimeLine.Point("" + channels[i], channels[i], new Estimate(ms[i], Optional.empty())));
    }
    TimeLine line = new TimeLine(points);
    List<Observation> seen = new ArrayList<>();
    for (long one : channels) {
      double ratio = line.of("" + one).orElseThrow().ratio().value();
      seen.add(new Observation("1x728x19x19", one, ratio));
    }
    Found found = new RuleFinder(SEED).find(seen).orElseThrow();
    assertThat(found.rule()).isEqualTo(new ChannelRule.Multiple(4));
    assertThat(found.limit()).isEqualTo(5);
    assertThat(found.shapes()).isOne();
    assertThat(found.chance()).isBetween(0.001, 0.01); // 1 of the 210 ways to choose 4 of 10
  }

  @Test
  void whereAllAreFastThereIsNoRule() {
    assertThat(new RuleFinder(SEED).find(table(_ -> false))).isEmpty();
    assertThat(new RuleFinder(SEED).find(table(_ -> true))).isEmpty();
    assertThat(new RuleFinder(SEED).find(List.of())).isEmpty();
  }
}
