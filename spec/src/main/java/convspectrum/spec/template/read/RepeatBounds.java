package convspectrum.spec.template.read;

import convspectrum.spec.expression.Expression;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.template.Scope;
import convspectrum.spec.template.Term;
import convspectrum.spec.template.TermException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often a repeat may run at most, over all choices of the parameters that its {@code times}
 * refers to.
 */
final class RepeatBounds {
  private static final int MAX_COMBINATIONS = 100_000;

  private final List<Parameter> parameters;
  private final Map<String, Term.Computed> derived;

  RepeatBounds(List<Parameter> parameters, Map<String, Term.Computed> derived) {
    this.parameters = parameters;
    this.derived = derived;
  }

  /**
   * The most repetitions; −1 where they depend on more than named parameters.
   *
   * @throws TermException where no combination has a value
   */
  int most(Term times) {
    return switch (times) {
      case Term.Fixed(_, Object value) -> (Integer) value;
      case Term.Chosen chosen -> {
        int most = 0;
        for (Term option : chosen.options()) {
          int one = most(option);
          if (one < 0) {
            yield -1;
          }
          most = Math.max(most, one);
        }
        yield most;
      }
      case Term.Computed computed -> computed(computed);
      case Term.Listed _, Term.Collected _, Term.Present _, Term.Abbreviated _, Term.Built _ -> -1;
    };
  }

  private int computed(Term.Computed term) {
    Set<String> names = new LinkedHashSet<>();
    if (!collect(term.expression(), names)) {
      return -1;
    }
    List<Parameter> involved =
        parameters.stream().filter(parameter -> names.contains(parameter.name())).toList();
    long combinations = 1;
    for (Parameter parameter : involved) {
      combinations *= parameter.size();
      if (combinations > MAX_COMBINATIONS) {
        return -1;
      }
    }
    int most = -1;
    TermException last = null;
    for (long number = 0; number < combinations; number++) {
      try {
        most = Math.max(most, (Integer) term.evaluate(scope(involved, number)));
      } catch (TermException e) {
        last = e;
      }
    }
    if (most < 0 && last != null) {
      throw last;
    }
    return most;
  }

  private boolean collect(Expression expression, Set<String> names) {
    return collect(expression, names, new HashSet<>());
  }

  private boolean collect(Expression expression, Set<String> names, Set<String> seen) {
    for (String name : expression.names()) {
      if (!seen.add(name)) {
        continue;
      }
      Term.Computed inner = derived.get(name);
      if (inner != null) {
        if (!collect(inner.expression(), names, seen)) {
          return false;
        }
      } else if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        return false;
      } else {
        names.add(name);
      }
    }
    return true;
  }

  private Scope scope(List<Parameter> involved, long number) {
    Map<String, Object> values = new HashMap<>();
    long rest = number;
    for (Parameter parameter : new ArrayList<>(involved).reversed()) {
      values.put(parameter.name(), parameter.values().get((int) (rest % parameter.size())).value());
      rest /= parameter.size();
    }
    return new Scope() {
      @Override
      public int choice(ChoiceSite site) {
        throw new IllegalStateException("a choice in " + site.path());
      }

      @Override
      public @Nullable Object valueOf(String name) {
        Term.Computed term = derived.get(name);
        if (term != null && !values.containsKey(name)) {
          values.put(name, term.evaluate(this));
        }
        return values.get(name);
      }
    };
  }
}
