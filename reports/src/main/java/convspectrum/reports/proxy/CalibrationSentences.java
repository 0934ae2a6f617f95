package convspectrum.reports.proxy;

import convspectrum.search.proxy.AccuracyProxies;
import convspectrum.search.proxy.calibrate.Agreement;
import convspectrum.search.proxy.calibrate.Agreement.Estimate;
import convspectrum.search.proxy.calibrate.NoiseCeiling;
import convspectrum.search.proxy.calibrate.ScoredSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a calibration shows of each column of accuracies, in whole sentences. */
final class CalibrationSentences {
  private static final String LIVE = AccuracyProxies.LIVE_MACS;

  private final List<Agreement> agreements;

  /**
   * @param agreements with one column of accuracies
   */
  CalibrationSentences(List<Agreement> agreements) {
    this.agreements = List.copyOf(agreements);
  }

  /** The best over all networks, the best over the most accurate fifth, and the ceiling. */
  List<String> of(NoiseCeiling ceiling) {
    List<String> sentences = new ArrayList<>();
    best(Agreement::spearman)
        .ifPresent(best ->
            sentences.add(
                "%s: %s ranks best, Spearman %s, %s live MACs (%s; all MACs %s)."
                    .formatted(
                        ceiling.accuracy(),
                        best.name(),
                        text(best.spearman()),
                        better(best.overLiveMacs()),
                        value(LIVE, Agreement::spearman),
                        value("macs", Agreement::spearman))));
    best(Agreement::top)
        .ifPresent(best ->
            sentences.add(
                "%s: among the most accurate fifth %s ranks best, %s, %s MACs (%s)."
                    .formatted(
                        ceiling.accuracy(),
                        best.name(),
                        text(best.top()),
                        better(best.topOverMacs()),
                        value("macs", Agreement::top))));
    sentences.add(ceiling(ceiling));
    return sentences;
  }

  /** What two trainings reach, or that nobody knows. */
  private static String ceiling(NoiseCeiling ceiling) {
    return ceiling.isKnown()
        ? "%s: two trainings of the same networks agree by %.3f, among the most accurate fifth by %s (%s): no proxy can be expected to agree better with one training."
            .formatted(
                ceiling.accuracy(),
                ceiling.spearman(),
                Double.isNaN(ceiling.top()) ? "an unknown figure" : "%.3f".formatted(ceiling.top()),
                String.join(", ", ceiling.runs()))
        : "%1$s: the noise ceiling is unknown, since the table has no columns of single trainings such as %1$s_run1 and %1$s_run2."
            .formatted(ceiling.accuracy());
  }

  private static String better(Estimate over) {
    return over.low() > 0 ? "beyond chance better than" : "not beyond chance better than";
  }

  /** All but the baselines. */
  private List<Agreement> rivals() {
    return agreements.stream().filter(one -> !ScoredSample.BASELINES.contains(one.name())).toList();
  }

  private Optional<Agreement> best(Function<Agreement, Estimate> figure) {
    return rivals().stream()
        .filter(one -> !Double.isNaN(figure.apply(one).value()))
        .max(Comparator.comparingDouble(one -> figure.apply(one).value()));
  }

  private String value(String name, Function<Agreement, Estimate> figure) {
    return agreements.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .map(one -> number(figure.apply(one).value()))
        .orElse("an unknown figure");
  }

  private static String text(Estimate estimate) {
    return Double.isNaN(estimate.low())
        ? number(estimate.value())
        : "%s [%s, %s]"
            .formatted(number(estimate.value()), number(estimate.low()), number(estimate.high()));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "no figure" : "%.3f".formatted(value);
  }
}
