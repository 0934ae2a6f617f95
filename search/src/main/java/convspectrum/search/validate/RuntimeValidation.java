package convspectrum.search.validate;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.search.cause.RuleFinder;
import convspectrum.search.validate.Finding.AboveLine;
import convspectrum.search.validate.Finding.Cliff;
import convspectrum.search.validate.Finding.Dominated;
import convspectrum.search.validate.Finding.SmallestGain;
import java.util.List;
import java.util.Optional;

/**
 * Theory against the measurements of one runtime.
 *
 * @param run the measurements
 * @param designs one per row of the designs, in order
 * @param correlations of MACs, bytes and roofline with time over distinct designs; a predictor
 *     without a correlation is left out
 * @param regression of log time on log MACs over distinct designs
 * @param cliffs designs slower than one with more MACs, worst first
 * @param aboveLine other designs that take more than the line through their neighbours suggests,
 *     worst first
 * @param dominated designs with more time and more MACs than another, worst first
 * @param smallestGains one per swept parameter of numbers that has any
 * @param advice which designs are worth using, for each baseline; none where too few were timed
 * @param rule which channels a group are fast, if the designs show it
 */
public record RuntimeValidation(
    MeasurementRun run,
    List<DesignValidation> designs,
    List<Correlation> correlations,
    Optional<Regression> regression,
    List<Cliff> cliffs,
    List<AboveLine> aboveLine,
    List<Dominated> dominated,
    List<SmallestGain> smallestGains,
    List<Advice> advice,
    Optional<RuleFinder.Found> rule) {
  public RuntimeValidation {
    designs = List.copyOf(designs);
    correlations = List.copyOf(correlations);
    cliffs = List.copyOf(cliffs);
    aboveLine = List.copyOf(aboveLine);
    dominated = List.copyOf(dominated);
    smallestGains = List.copyOf(smallestGains);
    advice = List.copyOf(advice);
  }

  /** The name of the runtime. */
  public String runtime() {
    return run.conditions().runtime();
  }

  /** The correlation with a predictor. */
  public Optional<Correlation> correlation(String predictor) {
    return correlations.stream().filter(one -> one.predictor().equals(predictor)).findFirst();
  }

  /** The share of the peak that a design's baseline reached; NaN where that is not known. */
  public double baselinePeakShare(DesignValidation of) {
    return designs.stream()
        .filter(design -> design.label().equals(of.baseline()))
        .mapToDouble(DesignValidation::peakShare)
        .findFirst()
        .orElse(Double.NaN);
  }

  /** The designs that were timed, each distinct graph once. */
  List<DesignValidation> timed() {
    return designs.stream()
        .filter(design -> design.compared().sameAs().isEmpty())
        .filter(design -> design.measurement().isPresent())
        .toList();
  }
}
