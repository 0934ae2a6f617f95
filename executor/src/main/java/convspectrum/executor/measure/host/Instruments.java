package convspectrum.executor.measure.host;

import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.machine.limits.TimerResolution;
import java.util.function.LongSupplier;

/**
 * The instruments of a measurement; tests replace them with a simulated machine.
 *
 * @param nanoTime a monotonic clock in nanoseconds
 * @param resolution resolution of the clock
 * @param meter meter of the machine's other activity
 */
public record Instruments(LongSupplier nanoTime, TimerResolution resolution, ActivityMeter meter) {
  /** Returns this machine's clock and counters. */
  public static Instruments system() {
    return new Instruments(System::nanoTime, TimerResolution.measure(), ActivityMeter.system());
  }

  public long now() {
    return nanoTime.getAsLong();
  }
}
