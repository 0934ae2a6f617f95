package convspectrum.search.predict;

import convspectrum.executor.statistics.Robust;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the time of a single step before the times of whole designs are looked at: the
 * median of its times in profiles; where there is none, that of its family; else a regression.
 */
final class StepPrior {
  /** What an estimate rests on. */
  enum Evidence {
    PROFILES,
    FAMILY,
    REGRESSION
  }

  /** Times below the resolution of a profile. */
  private static final double LEAST_NANOS = 20;

  private final Map<String, Double> byKey = new HashMap<>();
  private final Map<String, Double> byFamily = new HashMap<>();
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
    Map<String, List<Double>> families = new HashMap<>();
    List<StepType> measured = new ArrayList<>();
    List<Double> nanos = new ArrayList<>();
    observed.forEach((type, times) -> {
      double median = Robust.median(times);
      byKey.put(type.key(), median);
      families.computeIfAbsent(type.family(), _ -> new ArrayList<>()).add(median);
      measured.add(type);
      nanos.add(median);
    });
    families.forEach((family, times) -> byFamily.put(family, Robust.median(times)));
    regression = StepRegression.of(measured, nanos);
  }

  Evidence evidence(StepType type) {
    return byKey.containsKey(type.key())
        ? Evidence.PROFILES
        : byFamily.containsKey(type.family()) ? Evidence.FAMILY : Evidence.REGRESSION;
  }

  /** Estimated nanoseconds, above 0. */
  double nanos(StepType type) {
    Double own = byKey.get(type.key());
    Double family = own == null ? byFamily.get(type.family()) : own;
    return family == null ? regression.nanos(type) : family;
  }

  /** Standard deviation of the logarithm of an estimate that rests on the regression. */
  double regressionError(StepType type) {
    return regression.error(type);
  }
}
