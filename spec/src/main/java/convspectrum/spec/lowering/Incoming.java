package convspectrum.spec.lowering;

import convspectrum.spec.block.Body;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.parse.Expressions;
import convspectrum.spec.graph.Node;
import convspectrum.spec.template.Step;
import convspectrum.spec.template.StepList;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.List;
import java.util.Set;

/** What {@code $in} means inside a body, for faults of bodies whose results do not fit. */
final class Incoming {
  private static final Set<String> NAMES = Set.of("in", "in_height", "in_width");

  private Incoming() {}

  /**
   * Says whose input {@code $in} is, where one of these bodies uses it; empty where none does.
   *
   * @param type of the block around the bodies
   * @param input what comes into that block
   */
  static String hint(String type, List<? extends Body> bodies, Node input) {
    boolean used =
        bodies.stream()
            .flatMap(body -> ((StepList) body).steps().stream())
            .map(Step::source)
            .anyMatch(Incoming::isUsed);
    return used
        ? "; try a number for $in: inside a body it is what comes into the block that names it, not the "
            + input.shape()
            + " that comes into the "
            + type
        : "";
  }

  private static boolean isUsed(YamlNode node) {
    return switch (node) {
      case YamlMap map -> map.entries().stream().anyMatch(entry -> isUsed(entry.value()));
      case YamlList list -> list.items().stream().anyMatch(Incoming::isUsed);
      case YamlScalar scalar ->
          scalar.value() instanceof String text && text.startsWith("$") && names(text);
    };
  }

  private static boolean names(String formula) {
    try {
      return Expressions.inText(formula).stream()
          .map(Expression::references)
          .flatMap(List::stream)
          .anyMatch(name -> NAMES.contains(name.name()));
    } catch (ExpressionException e) {
      return false; // It was reported when the document was read.
    }
  }
}
