package convspectrum.search.validate;

import convspectrum.search.cause.Cause;
import convspectrum.search.cause.RuleFinder;
import convspectrum.search.validate.Finding.AboveLine;
import convspectrum.search.validate.Finding.Cliff;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which values of a parameter are worth using on a runtime, and which are not. A design is worth
 * using if none with more MACs is surely faster, and it is not above the line through its
 * neighbours; only those whose times have intervals are told of.
 *
 * @param what the parameter, such as {@code segments}; {@code design} where several are swept
 * @param worth its values that are worth using, in the order of the spec
 * @param avoid those that are not, the worst first
 * @param rule which channels a group are fast, if the designs show it
 */
public record Advice(
    String what, List<String> worth, List<Avoided> avoid, Optional<RuleFinder.Found> rule) {
  /** Values that a sentence names. */
  private static final int MOST_WORTH = 20;

  private static final int MOST_AVOIDED = 5;
  private static final int FEWEST = 4;

  public Advice {
    worth = List.copyOf(worth);
    avoid = List.copyOf(avoid);
  }

  /**
   * A value that is not worth using.
   *
   * @param value of the parameter
   * @param ratio its time divided by what it is held against
   * @param against what that is: a design with more MACs, or the line through its neighbours
   * @param cause why, as far as its profile shows
   */
  public record Avoided(String value, double ratio, String against, Cause cause) {
    String text() {
      return String.format(
          Locale.ROOT, "%s (%.2f times the time of %s; %s)", value, ratio, against, cause.text());
    }
  }

  /** Of a runtime; none of fewer than four designs that can be told of. */
  static Optional<Advice> of(
      List<String> parameters,
      List<DesignValidation> timed,
      List<Cliff> cliffs,
      List<AboveLine> above,
      Optional<RuleFinder.Found> rule) {
    List<DesignValidation> told =
        timed.stream()
            .filter(design -> design.compared().design().isPresent())
            .filter(
                design -> design.measurement().flatMap(one -> one.time().interval()).isPresent())
            .toList();
    if (told.size() < FEWEST) {
      return Optional.empty();
    }
    String what = parameters.size() == 1 ? parameters.getFirst() : "design";
    Map<String, DesignValidation> byLabel = new LinkedHashMap<>();
    told.forEach(design -> byLabel.put(design.label(), design));
    List<Avoided> avoid = new ArrayList<>();
    for (Cliff cliff : cliffs) {
      DesignValidation design = byLabel.remove(cliff.design());
      if (design != null) {
        avoid.add(
            new Avoided(
                value(design, parameters),
                cliff.timeRatio().value(),
                cliff.other() + ", which has more MACs",
                cliff.cause()));
      }
    }
    for (AboveLine one : above) {
      DesignValidation design = byLabel.remove(one.design());
      if (design != null) {
        avoid.add(
            new Avoided(
                value(design, parameters),
                one.timeRatio().value(),
                "the line through " + String.join(" and ", one.neighbours()),
                one.cause()));
      }
    }
    List<String> worth = byLabel.values().stream().map(one -> value(one, parameters)).toList();
    return Optional.of(new Advice(what, worth, avoid, rule));
  }

  private static String value(DesignValidation design, List<String> parameters) {
    Optional<Design> choices = design.compared().design();
    return parameters.size() == 1
        ? choices.orElseThrow().value(parameters.getFirst()).text()
        : design.label();
  }

  /** It in a sentence, with figures. */
  public String sentence() {
    return (worth.isEmpty() ? "no " + what + " is worth using" : worthUsing())
        + (avoid.isEmpty() ? "; none is to be avoided" : "; avoid " + avoided())
        + rule.map(Advice::text).orElse("")
        + ".";
  }

  private String worthUsing() {
    int all = worth.size() + avoid.size();
    return "%s worth using (%d of %d): %s"
        .formatted(what, worth.size(), all, few(worth, MOST_WORTH, ", "));
  }

  private String avoided() {
    return few(avoid.stream().map(Avoided::text).toList(), MOST_AVOIDED, ", ");
  }

  private static String few(List<String> texts, int most, String between) {
    String named = texts.stream().limit(most).collect(Collectors.joining(between));
    return texts.size() > most ? named + " and " + (texts.size() - most) + " more" : named;
  }

  private static String text(RuleFinder.Found found) {
    return String.format(
        Locale.ROOT,
        "; channels a group that are %s take at most %.1f times what neighbours suggest, as %d of %d"
            + " designs show%s",
        found.rule().text(),
        found.limit(),
        found.kept(),
        found.designs(),
        found.shapes() > 1
            ? ", and each of %d shapes when the others alone gave the rule"
                .formatted(found.shapes())
            : " (of one shape, which says nothing about others)");
  }
}
