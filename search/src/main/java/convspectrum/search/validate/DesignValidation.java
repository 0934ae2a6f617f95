package convspectrum.search.validate;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.search.design.ComparedDesign;
import java.util.Optional;

/**
 * The theoretical figures of one design, and its measurement on one runtime.
 *
 * @param compared the design or reference
 * @param baseline label of the row that it is compared with
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
    String baseline,
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

  /** Measured speed-up divided by theoretical; none where either is missing or is not sure. */
  public Optional<Estimate> realisation() {
    return realisation(speedup().map(Speedup::estimate), theoreticalSpeedup);
  }

  /** The realisation of any speed-up; none where it has no interval. */
  public static Optional<Estimate> realisation(
      Optional<Estimate> speedup, double theoreticalSpeedup) {
    return theoreticalSpeedup > 0 // NaN is not
        ? speedup
            .filter(estimate -> estimate.interval().isPresent())
            .map(estimate -> estimate.over(theoreticalSpeedup))
        : Optional.empty();
  }

  /**
   * Whether the realisation surely exceeds 100 %, which means that the baseline is slow for its
   * multiply-accumulates.
   */
  public boolean isBeyondTheory() {
    return isBeyondTheory(realisation());
  }

  /** Whether a realisation surely exceeds 100 % as it is shown. */
  public static boolean isBeyondTheory(Optional<Estimate> realisation) {
    return realisation.map(one -> Math.round(100 * one.low()) > 100).orElse(false);
  }

  long macs() {
    return compared.cost().total().macs();
  }

  String label() {
    return compared.label();
  }
}
