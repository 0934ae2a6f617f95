package convspectrum.search.claim;

import convspectrum.spec.expression.Applied;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.Literal;
import convspectrum.spec.expression.Name;
import convspectrum.spec.expression.parse.Expressions;
import convspectrum.spec.fault.Choices;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Reads the formula of a claim and finds its faults before anything is measured: what a call names,
 * and whether the formula has a value, which it is tried for with invented figures.
 */
final class ClaimValueReader {
  private static final int TRIALS = 8;

  private final Map<String, List<String>> names;
  private final List<String> figures;
  private final YamlScalar written;
  private final Faults faults;
  private final Map<String, List<String>> used = new LinkedHashMap<>();

  /**
   * A reader.
   *
   * @param names the labels of the networks that each name denotes; none where a network is faulty
   * @param figures those that the study has
   */
  ClaimValueReader(
      Map<String, List<String>> names,
      Set<NetworkFigure> figures,
      YamlScalar written,
      Faults faults) {
    this.names = names;
    this.figures = NetworkFigure.words(figures);
    this.written = written;
    this.faults = faults;
  }

  /** The value; none where it is at fault. */
  Optional<ClaimValue> value() {
    int before = faults.size();
    try {
      Expression formula = Expressions.parse(written.text(), ClaimFunctions.NAMES);
      formula.references().forEach(this::refuse);
      formula.applications().forEach(this::check);
      if (faults.size() == before && used.isEmpty()) {
        fault(
            0,
            "found no network in the formula",
            "one at least, such as %s('wide')".formatted(figures.getFirst()));
      }
      if (faults.size() > before || used.values().stream().anyMatch(List::isEmpty)) {
        return Optional.empty();
      }
      ClaimValue value = new ClaimValue(written.text(), formula, used);
      tryOut(value);
      return faults.size() > before ? Optional.empty() : Optional.of(value);
    } catch (ExpressionException e) {
      fault(e.offset(), e.problem(), e.expected());
      return Optional.empty();
    }
  }

  private void refuse(Name name) {
    fault(
        name.offset(),
        "'%s' is not defined".formatted(name.name()),
        "a function, or a name in quotes, such as %s('%s')"
            .formatted(
                figures.getFirst(),
                Suggestions.nearest(name.name(), names.keySet()).orElse(name.name())));
  }

  private void check(Applied call) {
    List<String> texts = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      if (argument instanceof Literal(_, String text)) {
        texts.add(text);
      } else if (!(argument instanceof Name)) { // a name is at fault already
        fault(argument.offset(), "found no text in '" + call.function() + "'", "names in quotes");
      }
    }
    if (texts.size() < call.arguments().size()) {
      return;
    }
    if (NetworkFigure.of(call.function()).isPresent()) {
      checkFigure(call, texts);
    } else {
      checkCorrelation(call, texts);
    }
  }

  private void checkFigure(Applied call, List<String> texts) {
    if (!figures.contains(call.function())) {
      fault(
          call.offset(),
          "found '%s', which this study does not measure".formatted(call.function()),
          "one of " + String.join(", ", figures));
      return;
    }
    if (texts.size() != 1) {
      fault(
          call.offset(),
          "'%s' got %d arguments".formatted(call.function(), texts.size()),
          call.function() + "('NETWORK')");
      return;
    }
    List<String> labels = network(call, 0, texts.getFirst());
    if (labels.size() > 1) {
      fault(
          call.arguments().getFirst().offset(),
          "'%s' denotes %d networks".formatted(texts.getFirst(), labels.size()),
          "one of them: " + Choices.some(labels));
    }
  }

  private void checkCorrelation(Applied call, List<String> texts) {
    if (texts.size() < 3) {
      fault(
          call.offset(),
          "'%s' got %d arguments".formatted(call.function(), texts.size()),
          call.function() + "('FIGURE', 'FIGURE', 'NETWORKS', …)");
      return;
    }
    for (int i = 0; i < 2; i++) {
      if (!figures.contains(texts.get(i))) {
        fault(
            call.arguments().get(i).offset(),
            "found no figure '" + texts.get(i) + "'",
            Suggestions.didYouMean(texts.get(i), figures));
      }
    }
    Set<String> labels = new LinkedHashSet<>();
    boolean known = true;
    for (int i = 2; i < texts.size(); i++) {
      List<String> denoted = network(call, i, texts.get(i));
      known &= !denoted.isEmpty();
      labels.addAll(denoted);
    }
    if (known && labels.size() < FigureCorrelation.FEWEST) {
      fault(
          call.offset(),
          "'%s' got %d networks".formatted(call.function(), labels.size()),
          FigureCorrelation.FEWEST + " or more");
    }
  }

  /** The labels of a name in a call; none where it is unknown, or denotes a faulty network. */
  private List<String> network(Applied call, int argument, String name) {
    List<String> labels = names.get(name);
    if (labels == null) {
      fault(
          call.arguments().get(argument).offset(),
          "found no network '" + name + "'",
          Suggestions.didYouMean(name, names.keySet()));
      return List.of();
    }
    used.put(name, labels);
    return labels;
  }

  /**
   * A formula that has no value for any invented figures has none at all. One that divides by zero
   * for some of them may have a value for those that are measured.
   */
  private void tryOut(ClaimValue value) {
    Optional<ExpressionException> failure = Optional.empty();
    for (int trial = 0; trial < TRIALS; trial++) {
      SplittableRandom random = new SplittableRandom(trial);
      Map<String, Double> invented = new LinkedHashMap<>();
      try {
        Object result =
            value
                .formula()
                .evaluate(
                    new ClaimFunctions(
                        value.networks(),
                        (figure, label) ->
                            invented.computeIfAbsent(
                                figure + label, _ -> random.nextDouble(0.1, 10))));
        if (!(result instanceof Number)) {
          fault(
              0,
              result instanceof Boolean ? "found a condition" : "found a text",
              "a number; at-least and at-most are its band");
        }
        return;
      } catch (ExpressionException e) {
        failure = Optional.of(e);
      }
    }
    failure.ifPresent(e -> fault(e.offset(), e.problem(), e.expected()));
  }

  private void fault(int offset, String problem, String expected) {
    faults.add(written.at(offset), written.path(), problem, expected);
  }
}
