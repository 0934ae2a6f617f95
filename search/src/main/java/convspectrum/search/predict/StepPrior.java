package convspectrum.search.predict;

import convspectrum.executor.statistics.Robust;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the time of a single step before the times of whole designs are looked at: the
 * median of its times in profiles, or else a regression on its work.
 */
final class StepPrior {
  /** Times below the resolution of a profile. */
  private static final double LEAST_NANOS = 20;

  private final Map<StepType, Double> profiled = new HashMap<>();
  private final StepRegression regression;

  /**
   * Collects the times of steps in profiles.
   *
   * @param types the steps that designs refer to
   * @param designs timed, some or all of them with profiles
   */
  StepPrior(List<StepType> types, List<TimedDesign> designs) {
    Map<StepType, List<Double>> observed = new HashMap<>();
    for (TimedDesign design : designs) {
      for (int i = 0; i < design.stepNanos().size(); i++) {
        observed
            .computeIfAbsent(types.get(design.steps().get(i)), _ -> new ArrayList<>())
            .add(Math.max(LEAST_NANOS, design.stepNanos().get(i)));
      }
    }
    List<StepType> measured = new ArrayList<>();
    List<Double> nanos = new ArrayList<>();
    observed.forEach((type, times) -> {
      double median = Robust.median(times);
      profiled.put(type, median);
      measured.add(type);
      nanos.add(median);
    });
    regression = StepRegression.of(measured, nanos);
  }

  /** Whether a profile has the step. */
  boolean isProfiled(StepType type) {
    return profiled.containsKey(type);
  }

  /** Estimated nanoseconds, above 0. */
  double nanos(StepType type) {
    Double own = profiled.get(type);
    return own == null ? regression.nanos(type) : own;
  }

  /** Standard deviation of the logarithm of an estimate that rests on the regression. */
  double regressionError(StepType type) {
    return regression.error(type);
  }
}
