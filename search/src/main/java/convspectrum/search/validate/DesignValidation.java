package convspectrum.search.validate;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.search.design.ComparedDesign;
import java.util.Optional;

/**
 * The theoretical figures of one design, and its measurement on one runtime.
 *
 * @param compared the design or reference
 * @param theoreticalSpeedup MACs of the baseline divided by its own; NaN where it has none
 * @param rooflineMs least time by the roofline of this machine; NaN where its limits are suspect,
 *     or the runtime does fewer multiply-adds than are counted
 * @param rooflineSpeedup that of the baseline divided by its own; NaN where its own is 0 or unknown
 * @param peakShare share of the peak of this machine that was reached; NaN where it is not reliable
 * @param measurement none where it was not timed
 * @param reasons none where it was not profiled, or there is no baseline to compare it with
 * @param note why a figure is missing; empty where none is
 */
public record DesignValidation(
    ComparedDesign compared,
    double theoreticalSpeedup,
    double rooflineMs,
    double rooflineSpeedup,
    double peakShare,
    Optional<Measurement> measurement,
    Optional<Reasons> reasons,
    String note) {

  /** The measured speed-up against the baseline. */
  public Optional<Speedup> speedup() {
    return measurement.flatMap(Measurement::speedup);
  }

  /** Measured speed-up divided by theoretical; NaN where either is missing. */
  public double realisation() {
    return realisation(measurement, theoreticalSpeedup);
  }

  /** The realisation of any measurement; NaN where it has no speed-up. */
  public static double realisation(Optional<Measurement> measurement, double theoreticalSpeedup) {
    return measurement
        .flatMap(Measurement::speedup)
        .map(speedup -> speedup.median() / theoreticalSpeedup)
        .orElse(Double.NaN);
  }

  /**
   * Whether the realisation exceeds 100 % as it is shown, which means that the baseline is slow for
   * its multiply-accumulates.
   */
  public boolean isBeyondTheory() {
    return isBeyondTheory(realisation());
  }

  /** Whether a realisation exceeds 100 % as it is shown. */
  public static boolean isBeyondTheory(double realisation) {
    return Math.round(100 * realisation) > 100;
  }

  long macs() {
    return compared.cost().total().macs();
  }

  String label() {
    return compared.label();
  }
}
