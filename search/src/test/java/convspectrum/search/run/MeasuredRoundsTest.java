package convspectrum.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.journal.Evaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeasuredRoundsTest {
  private static MeasuredRounds.Group group(double level, double noise, int rounds, Random random) {
    return new MeasuredRounds.Group(
        "2026-11-29T04:26:57.123Z",
        DoubleStream.generate(() -> level * Math.exp(noise * random.nextGaussian()))
            .limit(rounds)
            .boxed()
            .toList());
  }

  @Test
  void theNoteGivesBackTheRounds() {
    MeasuredRounds rounds =
        new MeasuredRounds(
            0.0125,
            List.of(
                new MeasuredRounds.Group("2026-11-29T04:26:57.123Z", List.of(1.25, 1.5)),
                new MeasuredRounds.Group("2026-11-29T04:27:00Z", List.of(0.001234))));
    Evaluation evaluation = new Evaluation(OptionalDouble.of(3), rounds.note());
    assertThat(rounds.note())
        .isEqualTo(
            "±0.0125 | 2026-11-29T04:26:57.123Z 1.2500 1.5000 | 2026-11-29T04:27:00Z 0.0012340");
    assertThat(MeasuredRounds.of(evaluation)).isEqualTo(rounds);
  }

  /** The truth is 1; groups differ by the assumed spread, or by six times as much. */
  @ParameterizedTest
  @CsvSource({"1, 0.01", "2, 0.01", "3, 0.01", "8, 0.01", "2, 0.06", "3, 0.06", "8, 0.06"})
  void theIntervalHoldsTheTruth(int groups, double spread) {
    Random random = new Random(1);
    int held = 0;
    int trials = 2000;
    for (int trial = 0; trial < trials; trial++) {
      List<MeasuredRounds.Group> all = new ArrayList<>();
      for (int i = 0; i < groups; i++) {
        all.add(group(Math.exp(spread * random.nextGaussian()), 0.02, 15, random));
      }
      MeasuredRounds rounds = new MeasuredRounds(0, all);
      double figure =
          Math.exp(
              all.stream().mapToDouble(MeasuredRounds.Group::logarithm).average().orElseThrow());
      held += rounds.estimate(figure).interval().orElseThrow().contains(1) ? 1 : 0;
    }
    assertThat(held / (double) trials).isBetween(0.93, 1.0);
  }

  @Test
  void withFewRoundsThereIsNoInterval() {
    Random random = new Random(1);
    MeasuredRounds five = new MeasuredRounds(0, List.of(group(1, 0.01, 5, random)));
    assertThat(five.estimate(1).interval()).isEmpty();
    MeasuredRounds six = new MeasuredRounds(0, List.of(group(1, 0.01, 6, random)));
    assertThat(six.estimate(1).interval()).isPresent();
    MeasuredRounds relative =
        new MeasuredRounds(Double.POSITIVE_INFINITY, List.of(group(1, 0.01, 6, random)));
    assertThat(relative.estimate(1).interval()).isEmpty();
  }

  @Test
  void groupsThatDisagreeWidenIt() {
    MeasuredRounds.Group one = new MeasuredRounds.Group("", Collections.nCopies(15, 1.0));
    MeasuredRounds.Group other = new MeasuredRounds.Group("", Collections.nCopies(15, 40.0));
    Estimate agreeing = new MeasuredRounds(0, List.of(one, one)).estimate(1);
    Estimate apart = new MeasuredRounds(0, List.of(one, other)).estimate(Math.sqrt(40));
    assertThat(agreeing.relativeHalfWidth()).isCloseTo(0.0196, within(0.001));
    assertThat(apart.low()).isLessThan(1);
    assertThat(apart.high()).isGreaterThan(40);
  }
}
