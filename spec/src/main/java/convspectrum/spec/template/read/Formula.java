package convspectrum.spec.template.read;

import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.Name;
import convspectrum.spec.expression.parse.Expressions;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.yaml.YamlScalar;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a formula in a text, as {@code $width} or {@code $(2 * width)}. */
final class Formula {
  private Formula() {}

  /** An expression all of whose names are known here; null where a fault is reported. */
  static @Nullable Expression read(YamlScalar scalar, String text, Names names, Reading reading) {
    Optional<Expression> expression;
    try {
      expression = Expressions.inText(text);
    } catch (ExpressionException e) {
      boolean cut = e.problem().startsWith("the formula ends");
      reading.fault(
          scalar.at(e.offset()),
          scalar.path(),
          e.problem(),
          cut ? "quotes around it, where it holds a comma inside braces" : e.expected());
      return null;
    }
    boolean known = true;
    for (Name use : expression.orElseThrow().references()) {
      String name = use.name();
      if (!names.known().contains(name)) {
        boolean incoming = Names.INCOMING.contains(name);
        reading.fault(
            scalar.at(use.offset()),
            scalar.path(),
            "undefined name '" + name + "'",
            incoming ? "it inside blocks only" : Suggestions.didYouMean(name, names.known()));
        known = false;
      }
    }
    return known ? expression.orElseThrow() : null;
  }
}
