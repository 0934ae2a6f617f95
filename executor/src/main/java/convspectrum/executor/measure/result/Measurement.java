package convspectrum.executor.measure.result;

import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.protocol.Protocol;
import convspectrum.executor.statistics.Interval;
import convspectrum.executor.statistics.Samples;
import java.util.List;
import java.util.Optional;

/**
 * The time of one design on one runtime, with everything needed to judge and compare it.
 *
 * @param design its label
 * @param conditions runtime, threads, machine, date
 * @param protocol how it was measured
 * @param warmUp how it was warmed up; of several batches the last
 * @param repetitions passes in one sample
 * @param samples milliseconds per pass, one a round, in the order in which they were taken; all of
 *     them, outliers too. Groups are placements: between two of them programs were compiled anew
 * @param disturbed indices of samples during which the kernel took the CPU away
 * @param medianMs median of the placements' medians
 * @param interval 95 % interval of that median
 * @param speedup against the baseline, if there is one and it could be measured
 * @param noise how disturbed the run was
 */
public record Measurement(
    String design,
    Conditions conditions,
    Protocol protocol,
    WarmUp warmUp,
    int repetitions,
    Samples samples,
    List<Integer> disturbed,
    double medianMs,
    Interval interval,
    Optional<Speedup> speedup,
    NoiseReport noise)
    implements Outcome {
  public Measurement {
    disturbed = List.copyOf(disturbed);
    if (samples.size() == 0) {
      throw new IllegalArgumentException(design + " has no samples; expected at least one");
    }
  }

  /**
   * Indices of samples that lie far above the median: by more than 5 % and more than five robust
   * standard deviations. They are samples like all others, for whatever reason they were slow.
   */
  public List<Integer> outliers() {
    return NoiseReport.outliers(samples.all());
  }
}
