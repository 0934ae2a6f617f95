package convspectrum.search.latency;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.search.design.Designs;

/** Measures some designs on one runtime, interleaved with the baseline. */
@FunctionalInterface
public interface GroupMeasuring {
  /** Measures one group; the first design is the baseline. */
  MeasurementRun measure(Designs designs);
}
