package convspectrum.executor.measure.result;

import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.protocol.Protocol;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import java.util.List;
import java.util.Optional;

/**
 * The time of one design on one runtime, with all facts needed to judge and compare it.
 *
 * @param design its label
 * @param conditions runtime, threads, machine, date
 * @param protocol rules of the measurement
 * @param warmUp its warm-up; for several batches the last one
 * @param repetitions number of passes in one sample
 * @param samples milliseconds per pass, one per round, in the order of the rounds, outliers
 *     included. Groups are placements: between two of them programs were compiled anew
 * @param disturbed indices of the samples during which the kernel took the CPU away
 * @param time median of the placements' medians in milliseconds, with its interval
 * @param speedup speed-up over the baseline, if there is one and it could be measured
 * @param noise noise of the run
 */
public record Measurement(
    String design,
    Conditions conditions,
    Protocol protocol,
    WarmUp warmUp,
    int repetitions,
    Samples samples,
    List<Integer> disturbed,
    Estimate time,
    Optional<Speedup> speedup,
    NoiseReport noise)
    implements Outcome {
  public Measurement {
    disturbed = List.copyOf(disturbed);
    if (samples.size() == 0) {
      throw new IllegalArgumentException(design + " has no samples; expected at least one");
    }
  }

  /** Median of the placements' medians, in milliseconds. */
  public double medianMs() {
    return time.value();
  }

  /**
   * Returns the indices of samples that are far above the median: by more than 5 % and by more than
   * five robust standard deviations. They count like all other samples, whatever made them slow.
   */
  public List<Integer> outliers() {
    return NoiseReport.outliers(samples.all());
  }
}
