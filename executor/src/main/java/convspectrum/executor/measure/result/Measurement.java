package convspectrum.executor.measure.result;

import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.protocol.Protocol;
import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Robust;
import convspectrum.executor.statistics.Samples;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
  /** Share of the median by which the tenth percentile is below it where the two disagree. */
  private static final double APART = 0.1;

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
   * Returns the tenth percentile of the samples in milliseconds where it is more than {@value
   * #APART} of the median below it: then something slowed most samples down, such as another
   * program on the same core, and undisturbed passes are faster than the median says.
   */
  public OptionalDouble p10Ms() {
    double p10 = Robust.quantile(samples.all(), 0.1);
    return samples.size() >= Bootstrap.FEWEST && p10 < (1 - APART) * medianMs()
        ? OptionalDouble.of(p10)
        : OptionalDouble.empty();
  }

  /**
   * Returns how many times as long this takes as {@code below}: from pairs of the same rounds where
   * both were timed in the same ones.
   */
  public Estimate over(Measurement below) {
    Bootstrap bootstrap = protocol.bootstrap();
    if (samples.groups().equals(below.samples.groups())) {
      return bootstrap.median(samples.over(below.samples));
    }
    return new Estimate(
        medianMs() / below.medianMs(),
        bootstrap.ratioOfMedians(samples.figures(), below.samples.figures()));
  }

  /**
   * Returns the indices of samples that are far above the median: by more than 5 % and by more than
   * five robust standard deviations. They count like all other samples, whatever made them slow.
   */
  public List<Integer> outliers() {
    return NoiseReport.outliers(samples.all());
  }
}
