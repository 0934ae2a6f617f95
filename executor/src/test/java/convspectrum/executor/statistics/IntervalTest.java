package convspectrum.executor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
  @Test
  void halfWidthIsRelativeToTheMiddle() {
    assertThat(new Interval(1.9, 2.1).relativeHalfWidth()).isCloseTo(0.05, within(1e-12));
    assertThat(new Interval(-1, 1).relativeHalfWidth()).isInfinite();
    assertThat(new Interval(0, 0).relativeHalfWidth()).isInfinite();
  }

  @Test
  void containsItsEndsAndOverlapsWhatTouches() {
    Interval interval = new Interval(1, 2);
    assertThat(interval.contains(1)).isTrue();
    assertThat(interval.contains(2)).isTrue();
    assertThat(interval.contains(2.001)).isFalse();
    assertThat(interval.overlaps(new Interval(2, 3))).isTrue();
    assertThat(interval.overlaps(new Interval(2.1, 3))).isFalse();
    assertThat(interval.overlaps(new Interval(0, 1))).isTrue();
    assertThat(interval.overlaps(new Interval(0, 0.9))).isFalse();
  }

  @Test
  void refusesWhatIsNoInterval() {
    assertThatThrownBy(() -> new Interval(2, 1))
        .hasMessage("interval from 2.0 to 1.0; expected low ≤ high");
  }
}
