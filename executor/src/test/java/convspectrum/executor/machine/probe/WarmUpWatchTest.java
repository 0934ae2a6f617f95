package convspectrum.executor.machine.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpWatchTest {
  private static WarmUpWatch watch(double least, double... rates) {
    WarmUpWatch watch = new WarmUpWatch(least);
    for (double rate : rates) {
      watch.add(rate);
    }
    return watch;
  }

  /** 0.7 to 0.8 in every window: interpreted, however steady that is. */
  @Test
  void aSteadyRateIsNotWarmWhileItIsThatOfAnInterpreter() {
    WarmUpWatch interpreted = watch(4, 0.7, 0.75, 0.78, 0.8, 0.8, 0.79, 0.8, 0.8, 0.8, 0.8);
    assertThat(interpreted.compiled()).isFalse();
    assertThat(interpreted.warm()).isFalse();
  }

  @Test
  void afterTheJumpTheRateHasToSettle() {
    WarmUpWatch watch = watch(4, 0.7, 0.8, 60, 98);
    assertThat(watch.compiled()).isTrue();
    assertThat(watch.warm()).isFalse();
    for (double rate : new double[] {99, 98, 60, 99}) { // less than 3 % above the best
      watch.add(rate);
    }
    assertThat(watch.warm()).isTrue();
    assertThat(watch.best()).isEqualTo(99);
  }

  @Test
  void aSlowMachineIsKnownByItsJump() {
    assertThat(watch(4, 0.05, 2, 2, 2, 2, 2).warm()).isTrue();
    assertThat(watch(4, 0.2, 2, 2, 2, 2, 2).warm()).as("ten times as fast may be C1").isFalse();
  }
}
