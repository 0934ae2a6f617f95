package convspectrum.executor.machine.limits;

import java.util.function.LongSupplier;

/**
 * Resolution of a nanosecond clock.
 *
 * @param stepNanos the smallest difference seen between two readings that differ
 * @param costNanos time that one reading takes
 */
public record TimerResolution(long stepNanos, double costNanos) {
  private static final int READINGS = 20_000;

  public TimerResolution {
    if (stepNanos < 0 || !(costNanos >= 0) || Double.isInfinite(costNanos)) {
      throw new IllegalArgumentException(
          "a step of %d ns and a cost of %s ns; expected none below 0"
              .formatted(stepNanos, costNanos));
    }
  }

  /** Measures {@link System#nanoTime}, in about a millisecond. */
  public static TimerResolution measure() {
    return measure(System::nanoTime);
  }

  /** Measures a clock by reading it many times. */
  static TimerResolution measure(LongSupplier nanoTime) {
    long step = Long.MAX_VALUE;
    long start = nanoTime.getAsLong();
    long last = start;
    for (int i = 0; i < READINGS; i++) {
      long now = nanoTime.getAsLong();
      if (now > last) {
        step = Math.min(step, now - last);
      }
      last = now;
    }
    double cost = (last - start) / (double) READINGS;
    return new TimerResolution(step == Long.MAX_VALUE ? 0 : step, cost);
  }
}
