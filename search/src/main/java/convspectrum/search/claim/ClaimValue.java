package convspectrum.search.claim;

import convspectrum.spec.expression.Expression;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;

/**
 * What a claim is about: a formula over figures of networks, which is computed anew for each round.
 *
 * @param text as it is written
 * @param formula the same, parsed and checked
 * @param networks the labels of the networks that each of its names denotes
 */
public record ClaimValue(String text, Expression formula, Map<String, List<String>> networks) {
  public ClaimValue {
    networks = Map.copyOf(networks);
  }

  /** The labels of all networks that it needs. */
  public List<String> labels() {
    TreeSet<String> labels = new TreeSet<>();
    networks.values().forEach(labels::addAll);
    return List.copyOf(labels);
  }

  /** Whether it correlates figures; it may be negative then. */
  public boolean correlates() {
    return formula.applications().stream()
        .anyMatch(call -> FigureCorrelation.of(call.function()).isPresent());
  }

  /**
   * The value.
   *
   * @param figures of a network by its label
   * @throws convspectrum.spec.expression.ExpressionException where it has none
   */
  public double of(ToDoubleBiFunction<NetworkFigure, String> figures) {
    return ((Number) formula.evaluate(new ClaimFunctions(networks, figures))).doubleValue();
  }
}
