package convspectrum.search.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Grouped 3×3 convolutions of 728 channels, whose MACs are in proportion to channels a group. */
final class TimeLineTest {
  private static TimeLine line(double... channelsAndMs) {
    List<TimeLine.Point> points = new ArrayList<>();
    for (int i = 0; i < channelsAndMs.length; i += 2) {
      double ms = channelsAndMs[i + 1];
      points.add(
          new TimeLine.Point(
              "c" + (int) channelsAndMs[i],
              (long) channelsAndMs[i] * 9 * 728 * 361,
              Estimate.of(ms, new Interval(0.98 * ms, 1.02 * ms))));
    }
    return new TimeLine(points);
  }

  private static List<String> cliffs(TimeLine line, int... channels) {
    List<String> cliffs = new ArrayList<>();
    for (int one : channels) {
      if (line.of("c" + one).orElseThrow().isCliff()) {
        cliffs.add("c" + one);
      }
    }
    return cliffs;
  }

  @Test
  void proportionalTimesAreOnTheLine() {
    TimeLine line = line(16, 1.6, 8, 0.8, 4, 0.4, 2, 0.2);
    TimeLine.Beside four = line.of("c4").orElseThrow();
    assertThat(four.expectedMs()).isCloseTo(0.4, within(1e-12));
    assertThat(four.ratio().value()).isCloseTo(1, within(1e-12));
    assertThat(four.neighbours()).containsExactly("c8", "c2");
    assertThat(cliffs(line, 16, 8, 4, 2)).isEmpty();
  }

  /** The least has no neighbour of fewer, and the most none of more. */
  @Test
  void theEndsAreExpectedFromTheirOneNeighbour() {
    TimeLine line = line(16, 2.4, 8, 0.8, 4, 0.4, 2, 0.9);
    assertThat(line.of("c2").orElseThrow().expectedMs()).isEqualTo(0.4);
    assertThat(line.of("c2").orElseThrow().isCliff()).isTrue();
    assertThat(line.of("c16").orElseThrow().expectedMs()).isCloseTo(1.6, within(1e-12));
    assertThat(line.of("c16").orElseThrow().isCliff()).as("1.5 times, not surely more").isFalse();
  }

  /**
   * oneDNN 3.13, int8, one thread of an AVX2 machine: milliseconds by channels a group. Those of 28
   * take 8.3 times as long as those of 8, with 3.5 times the MACs.
   */
  @Test
  void theKnownCliffsOfOneDnnAreFound() {
    TimeLine line =
        line(728, 22, 104, 3.4, 91, 868, 28, 2.4, 13, 144, 8, 0.29, 7, 83, 4, 0.35, 2, 82, 1, 0.23);
    assertThat(cliffs(line, 728, 104, 91, 28, 13, 8, 7, 4, 2, 1))
        .containsExactly("c91", "c28", "c13", "c7", "c2");
    TimeLine real =
        line(
            728, 49.6, 104, 9.9, 91, 8.9, 28, 2.5, 13, 1.6, 8, 0.87, 7, 1.27, 4, 2.6, 2, 2.7, 1,
            0.2);
    assertThat(cliffs(real, 728, 104, 91, 28, 13, 8, 7, 4, 2, 1)).containsExactly("c7", "c4", "c2");
  }

  /** Times that only move by noise have no cliff, and a time without interval never is one. */
  @Test
  void whatIsNotSureIsNoCliff() {
    TimeLine.Point unsure = new TimeLine.Point("c4", 400, new Estimate(9, Optional.empty()));
    List<TimeLine.Point> points = new ArrayList<>(List.of(unsure));
    for (int i = 0; i < 3; i++) {
      points.add(
          new TimeLine.Point("other" + i, 300 + 100 * i, Estimate.of(1, new Interval(1, 1))));
    }
    TimeLine.Beside beside = new TimeLine(points).of("c4").orElseThrow();
    assertThat(beside.isCliff()).isFalse();
    assertThat(beside.ratio().value()).isGreaterThan(TimeLine.CLIFF);
    assertThat(new TimeLine(points.subList(0, 3)).of("c4")).as("too few others").isEmpty();
    assertThat(new TimeLine(points).of("unknown")).isEmpty();
  }
}
