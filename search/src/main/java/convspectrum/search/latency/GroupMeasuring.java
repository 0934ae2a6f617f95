package convspectrum.search.latency;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.search.design.Designs;

/** Measures some designs on one runtime, interleaved with the baseline. */
@FunctionalInterface
public interface GroupMeasuring {
  /**
   * Measures one group; the first design is the baseline.
   *
   * @param effort multiple of the usual time, 1 or more
   */
  MeasurementRun measure(Designs designs, int effort);
}
