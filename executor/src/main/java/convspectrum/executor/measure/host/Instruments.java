package convspectrum.executor.measure.host;

import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.machine.limits.TimerResolution;
import java.util.function.LongSupplier;

/**
 * What a run is measured with; tests put a simulated machine here.
 *
 * @param nanoTime a clock that never goes back, in nanoseconds
 * @param resolution what it can tell apart
 * @param meter what else the machine is doing
 */
public record Instruments(LongSupplier nanoTime, TimerResolution resolution, ActivityMeter meter) {
  /** This machine's clock and counters. */
  public static Instruments system() {
    return new Instruments(System::nanoTime, TimerResolution.measure(), ActivityMeter.system());
  }

  public long now() {
    return nanoTime.getAsLong();
  }
}
