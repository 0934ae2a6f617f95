package convspectrum.reports.training.study;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.training.study.DifferenceFamily;
import convspectrum.search.training.study.Equality;
import convspectrum.search.training.study.Knee;
import convspectrum.search.training.study.Sign;
import convspectrum.search.training.study.StudyResult;
import convspectrum.search.training.study.StudyResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a study of training says, in sentences. */
final class StudySentences {
  private static final double PERCENT = 100;

  private final StudyResult result;
  private final String varied;

  StudySentences(StudyResult result) {
    this.result = result;
    this.varied = result.study().varied();
  }

  List<String> all() {
    List<String> sentences = new ArrayList<>();
    boolean compares = result.study().compared().isPresent();
    for (Equality equality : equalities()) {
      if (compares) {
        result.families().stream()
            .filter(one -> one.equality() == equality)
            .forEach(one -> sentences.add(change(one)));
      } else {
        best(equality).ifPresent(sentences::add);
        if (equality == Equality.WIDTH) {
          result.knee(Optional.empty()).ifPresent(knee -> sentences.add(knee(knee)));
        }
        result.families().stream()
            .filter(one -> one.equality() == equality)
            .forEach(one -> sentences.add(against(one)));
      }
    }
    claims().ifPresent(sentences::add);
    largestError().ifPresent(sentences::add);
    return sentences;
  }

  private List<Equality> equalities() {
    return result.outcomes().stream().map(one -> one.design().equality()).distinct().toList();
  }

  private static String equal(Equality equality) {
    return switch (equality) {
      case WIDTH -> "At equal width";
      case MACS -> "At equal multiply-accumulates";
    };
  }

  private Optional<String> best(Equality equality) {
    return result
        .best(equality, Optional.empty())
        .map(values -> {
          Outcome leader =
              result.outcomes().stream()
                  .filter(one -> one.design().equality() == equality)
                  .filter(one -> one.design().value().equals(values.getFirst()))
                  .findFirst()
                  .orElseThrow();
          List<String> others = values.subList(1, values.size());
          return "%s %s=%s is the most accurate, %s%s."
              .formatted(
                  equal(equality),
                  varied,
                  values.getFirst(),
                  Shares.percent(result.accuracy(leader)),
                  others.isEmpty()
                      ? ", and surely so"
                      : "; %s cannot be told from it".formatted(named(others)));
        });
  }

  private String knee(Knee knee) {
    Estimate height = knee.height();
    if (!knee.exists()) {
      return "No knee can be told: the design that is highest above the line from the first to the last is %s=%s, by %s."
          .formatted(varied, knee.value(), Shares.points(height));
    }
    List<String> others =
        knee.told().stream().filter(value -> !value.equals(knee.value())).toList();
    return "The knee is at %s=%s, %s above the line from the first to the last design%s."
        .formatted(
            varied,
            knee.value(),
            Shares.points(height),
            others.isEmpty() ? "" : "; it may also be at " + named(others));
  }

  /** Of values that are compared with the first. */
  private String against(DifferenceFamily family) {
    return "%s, against %s=%s: %s."
        .formatted(equal(family.equality()), varied, family.base(), signs(family));
  }

  private static String signs(DifferenceFamily family) {
    return Stream.of(Sign.MORE, Sign.LESS, Sign.UNDECIDED)
        .filter(sign -> !family.values(sign).isEmpty())
        .map(sign ->
            (switch (sign) {
                  case MORE -> "more accurate with ";
                  case LESS -> "less accurate with ";
                  case UNDECIDED -> "undecided with ";
                })
                + named(family.values(sign)))
        .collect(Collectors.joining("; "));
  }

  /** Of two values of the compared parameter, along the varied one. */
  private String change(DifferenceFamily family) {
    String name = result.study().compared().orElse("");
    String start =
        "%s, %s=%s against %s, by %s: %s. "
            .formatted(
                equal(family.equality()),
                name,
                family.other().orElse(""),
                family.base(),
                varied,
                signs(family));
    List<DifferenceFamily.Change> changes = family.changes();
    if (!changes.isEmpty()) {
      return start
          + "The sign changes "
          + changes.stream()
              .map(one -> "between %s and %s".formatted(one.from(), one.to()))
              .collect(Collectors.joining(", "))
          + ".";
    }
    int undecided = family.values(Sign.UNDECIDED).size();
    if (undecided == 0) {
      return start + "The sign does not change.";
    }
    return start
        + (undecided == family.differences().size()
            ? "Whether the sign changes cannot be told."
            : "No change of sign is shown, and none is excluded where it is undecided.");
  }

  private Optional<String> claims() {
    if (result.study().claims().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Claims: "
            + result.claims().stream()
                .map(one -> one.claim().id() + " " + one.judgement())
                .collect(Collectors.joining(", "))
            + ".");
  }

  private Optional<String> largestError() {
    return result.families().stream()
        .flatMap(one -> one.differences().stream())
        .map(one -> one.error())
        .filter(Double::isFinite)
        .max(Double::compare)
        .map(error ->
            String.format(
                Locale.ROOT,
                "The largest standard error of a paired difference is %.2f points.",
                PERCENT * error));
  }

  private static String named(List<String> values) {
    return String.join(", ", values);
  }
}
