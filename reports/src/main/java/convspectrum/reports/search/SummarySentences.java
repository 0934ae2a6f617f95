package convspectrum.reports.search;

import convspectrum.search.figure.Figure;
import convspectrum.search.figure.PredictedFigure;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.FrontTrial.Standing;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.Failures;
import convspectrum.search.run.SearchResult.Rung;
import convspectrum.spec.parameter.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a search says about its result, a sentence each. */
final class SummarySentences {
  private SummarySentences() {}

  static List<String> of(SearchResult result) {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        String.format(
            Locale.ROOT,
            "%,d of %s designs evaluated; %,d on the front.",
            result.evaluated(),
            Space.words(result.plan().sweep().size()),
            result.front().size()));
    result.certificate().map(CertificateSentences::of).ifPresent(sentences::addAll);
    halved(result).ifPresent(sentences::add);
    sorted(result.rejections())
        .forEach((reason, count) ->
            sentences.add(
                "%s: kept out %,d design%s before evaluation."
                    .formatted(reason, count, count == 1 ? "" : "s")));
    sorted(result.broken())
        .forEach((constraint, count) ->
            sentences.add(
                "%s: broken by %,d evaluated design%s."
                    .formatted(constraint, count, count == 1 ? "" : "s")));
    new TreeMap<>(result.failed())
        .forEach((figure, failures) ->
            sentences.add(
                failures.designs() == 1
                    ? "%s: undefined for 1 evaluated design, which is not ranked: %s."
                        .formatted(figure, reason(figure, failures))
                    : "%s: undefined for %,d evaluated designs, which are not ranked; of the first: %s."
                        .formatted(figure, failures.designs(), reason(figure, failures))));
    sorted(result.shared())
        .forEach((figure, count) ->
            sentences.add(
                "%s: %,d evaluation%s saved, since another design has the same network."
                    .formatted(figure, count, count == 1 ? " was" : "s were")));
    if (result.interrupted()) {
      sentences.add(
          "Interrupted: this is the result until then. The same command, given again, continues with"
              + " what the journal holds, if there is one.");
    }
    if (result.isSampled()) {
      sentences.add(
          String.format(
              Locale.ROOT,
              "Charts and tables show the front and a random sample, %,d designs together; designs.csv"
                  + " has all of them, if a report is written (--out).",
              result.designs().size()));
    }
    result.trial().ifPresent(trial -> sentences.add(sentence(trial)));
    predicted(result).ifPresent(sentences::add);
    result.conditions().forEach(one -> sentences.add(MeasuringSentences.of(one)));
    return sentences;
  }

  /** How many designs successive halving trained, and for how long. */
  private static Optional<String> halved(SearchResult result) {
    if (result.rungs().isEmpty()) {
      return Optional.empty();
    }
    Rung first = result.rungs().getFirst();
    String later =
        result.rungs().stream()
            .skip(1)
            .map(rung -> ", the best %,d of them by %s".formatted(rung.designs(), rung.figure()))
            .collect(Collectors.joining());
    return Optional.of(
        "Successive halving: %,d designs were ranked by %s%s. What was left out is not on the front, whatever more epochs would make of it."
            .formatted(first.designs(), first.figure(), later));
  }

  /** Without the name of the figure, which many reasons begin with. */
  private static String reason(String figure, Failures failures) {
    String reason = failures.reason();
    return reason.startsWith(figure + ": ") ? reason.substring(figure.length() + 2) : reason;
  }

  private static String sentence(FrontTrial trial) {
    long equivalent = trial.standings().values().stream().filter(Standing::isEquivalent).count();
    return String.format(
        Locale.ROOT,
        "%s: %,d design%s that may be on the front %s measured afresh, in up to %d groups; of two within"
            + " %.3g %% neither is better. %s.",
        String.join(", ", trial.figures()),
        trial.standings().size(),
        trial.standings().size() == 1 ? "" : "s",
        trial.standings().size() == 1 ? "was" : "were",
        trial.standings().values().stream().mapToInt(Standing::groups).max().orElse(0),
        100 * trial.indifference(),
        equivalent == 0
            ? "All of them are clear"
            : "After %d groups %,d %s not clear, and marked equivalent"
                .formatted(trial.most(), equivalent, equivalent == 1 ? "is" : "are"));
  }

  /** How many measurements predictions saved, or that nothing of what is predicted is measured. */
  private static Optional<String> predicted(SearchResult result) {
    String names =
        result.plan().figures().stream()
            .filter(PredictedFigure.class::isInstance)
            .map(Figure::name)
            .collect(Collectors.joining(", "));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (result.trial().isEmpty()) {
      return Optional.of(names + ": predicted, and not measured.");
    }
    int measured = result.trial().get().standings().size();
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s: predicted of all %,d evaluated designs, and measured of the %,d that may be on the"
                + " front: measuring each would have taken %,d measurements more.",
            names,
            result.evaluated(),
            measured,
            result.evaluated() - measured));
  }

  private static Map<String, Long> sorted(Map<String, Long> counts) {
    return new TreeMap<>(counts);
  }
}
