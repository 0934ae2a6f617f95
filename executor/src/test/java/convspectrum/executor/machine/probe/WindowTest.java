package convspectrum.executor.machine.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link Window} and {@link Repetitions}, with made-up times. */
class WindowTest {
  private static final long MILLISECOND = 1_000_000;

  /** 200 units of work in 2 ms are 100,000 a second. */
  @Test
  void aWindowCountsWhereItsThreadKeptTheCpu() {
    Window whole = Window.of(200, 2 * MILLISECOND, 2 * MILLISECOND - 10_000);
    assertThat(whole.counts()).isTrue();
    assertThat(whole.perSecond()).isCloseTo(1e5, within(1e-6));
    Window half = Window.of(100, 2 * MILLISECOND, MILLISECOND);
    assertThat(half.counts()).isFalse();
    assertThat(half.perSecond()).isCloseTo(5e4, within(1e-6));
    assertThat(half.perCpuSecond()).isCloseTo(1e5, within(1e-6));
    assertThat(Window.of(100, MILLISECOND, -1).counts()).as("no clock of threads").isTrue();
  }

  @Test
  void threadsCountTogetherOnlyWhereEachKeptItsCpu() {
    Window whole = Window.of(200, 2 * MILLISECOND, 2 * MILLISECOND);
    Window half = Window.of(100, 2 * MILLISECOND, MILLISECOND);
    Window together = Window.together(List.of(whole, half));
    assertThat(together.counts()).isFalse();
    assertThat(together.perSecond()).isCloseTo(1.5e5, within(1e-6));
    assertThat(together.perCpuSecond()).isCloseTo(2e5, within(1e-6));
    assertThat(Window.together(List.of(whole, whole)).counts()).isTrue();
  }

  @Test
  void theBestWindowThatCountsIsTaken() {
    List<Window> windows =
        List.of(
            new Window(90, 90, 1),
            new Window(95, 95, 0.99),
            new Window(70, 140, 0.5)); // lost its CPU, and its clock counts in coarse steps
    assertThat(Window.counted(windows)).isEqualTo(2);
    assertThat(Window.best(windows)).isEqualTo(95);
    assertThat(Window.best(List.of(new Window(70, 140, 0.5), new Window(30, 100, 0.3))))
        .isEqualTo(140);
  }

  /**
   * Of 100, 99, 40, 98 and 100 the middle is 99: one disturbed repetition is none of the figure's.
   */
  @Test
  void theFigureIsTheBestRepetitionAndItsSpreadReachesToTheMiddleOne() {
    Repetitions repetitions = new Repetitions();
    for (double rate : new double[] {100e9, 99e9, 40e9, 98e9, 100e9}) {
      repetitions.add(List.of(new Window(rate, rate, 1)));
    }
    assertThat(repetitions.rate().best()).isCloseTo(100, within(1e-9));
    assertThat(repetitions.rate().spread()).isCloseTo(0.01, within(1e-9));
    assertThat(repetitions.withoutCpu()).isZero();
    repetitions.add(List.of(new Window(50e9, 100e9, 0.5)));
    assertThat(repetitions.withoutCpu()).isEqualTo(1);
  }

  @Test
  void ofTwoRepetitionsTheSpreadReachesToTheOther() {
    Repetitions repetitions = new Repetitions();
    repetitions.add(List.of(new Window(100e9, 100e9, 1)));
    repetitions.add(List.of(new Window(50e9, 50e9, 1)));
    assertThat(repetitions.rate().spread()).isCloseTo(0.5, within(1e-9));
  }
}
