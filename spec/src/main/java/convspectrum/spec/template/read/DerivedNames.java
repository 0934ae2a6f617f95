package convspectrum.spec.template.read;

import convspectrum.spec.binding.ValueType;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads names that are computed from others, and finds those that never come to an end. */
final class DerivedNames {
  /** Computed names that lead to one another; each is evaluated inside the one before. */
  private static final int MAX_DEPTH = 32;

  private final Reading reading;
  private final Map<String, Term.Computed> terms = new LinkedHashMap<>();
  private final Map<String, Integer> heights = new HashMap<>();
  private boolean tooDeep;

  private DerivedNames(Reading reading) {
    this.reading = reading;
  }

  /** The terms of all names, which {@code written} has where they stand; circles are reported. */
  static Map<String, Term.Computed> read(
      Map<String, YamlScalar> written, Names names, Reading reading) {
    DerivedNames derived = new DerivedNames(reading);
    written.forEach((name, scalar) -> {
      Expression expression = Formula.read(scalar, String.valueOf(scalar.value()), names, reading);
      if (expression != null) {
        derived.terms.put(name, new Term.Computed(scalar, expression, new ValueType.Any()));
      }
    });
    for (String name : List.copyOf(derived.terms.keySet())) {
      derived.follow(name, new ArrayList<>());
    }
    return derived.terms;
  }

  /** How many names a name leads through, itself included; 0 where that was reported. */
  private int follow(String name, List<String> trail) {
    Term.Computed term = terms.get(name);
    if (term == null) {
      return 0;
    }
    Integer known = heights.get(name);
    if (known != null) {
      return known;
    }
    int seen = trail.indexOf(name);
    if (seen >= 0) {
      List<String> circle = new ArrayList<>(trail.subList(seen, trail.size()));
      circle.add(name);
      fault(name, "circular: " + String.join(" -> ", circle), "a value of its own for one of them");
      circle.forEach(member -> heights.put(member, 0));
      return 0;
    }
    trail.add(name);
    int height = 0;
    for (String other : trail.size() > MAX_DEPTH ? Set.<String>of() : term.expression().names()) {
      height = Math.max(height, follow(other, trail));
    }
    trail.removeLast();
    height++;
    if (height > MAX_DEPTH || trail.size() >= MAX_DEPTH) {
      if (!tooDeep) {
        fault(name, "computed through more than " + MAX_DEPTH + " names", "fewer steps");
      }
      tooDeep = true;
      height = 0;
    }
    heights.putIfAbsent(name, height);
    return height;
  }

  private void fault(String name, String problem, String expected) {
    reading.fault(Objects.requireNonNull(terms.get(name)).source(), problem, expected);
  }
}
