package convspectrum.search.latency;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.search.design.Candidates;

/** Measures some designs on one runtime, interleaved with the baseline. */
@FunctionalInterface
public interface BlockMeasuring {
  /** One block; the first candidate is the baseline. */
  MeasurementRun measure(Candidates candidates);
}
