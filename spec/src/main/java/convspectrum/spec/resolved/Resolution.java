package convspectrum.spec.resolved;

import convspectrum.spec.expression.Bindings;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.Name;
import convspectrum.spec.expression.parse.Expressions;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.template.Document;
import convspectrum.spec.template.Scope;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names and formulas of a document in one design. */
final class Resolution {
  private final Document document;
  private final Design design;

  Resolution(Document document, Design design) {
    this.document = document;
    this.design = design;
  }

  /** Which option the design takes at a choice in place. */
  int choice(YamlNode choice, Bound bound) {
    return design.choice(document.space().indexOf(bound.parameter(choice)));
  }

  /** The value of a scalar that is known before the network is built; null where it is not. */
  @Nullable Object value(YamlScalar scalar, Bound bound) {
    Optional<Expression> expression = expression(scalar);
    if (expression.isEmpty()) {
      return scalar.value();
    }
    if (!known(expression.get(), bound)) {
      return null;
    }
    if (expression.get() instanceof Name(_, String name)
        && valueOf(name, bound) instanceof List<?> list) {
      return list;
    }
    return expression.get().evaluate(bindings(bound));
  }

  /** The scalar with all that is known put in. */
  YamlNode resolved(YamlScalar scalar, Bound bound) {
    Optional<Expression> expression = expression(scalar);
    if (expression.isEmpty()) {
      return scalar;
    }
    Object value = value(scalar, bound);
    return value != null ? literal(scalar, value) : partly(scalar, expression.get(), bound);
  }

  /** A value as a document writes it, at the place of {@code at}. */
  static YamlNode literal(YamlNode at, Object value) {
    return switch (value) {
      case List<?> list ->
          new YamlList(
              at.location(), at.path(), list.stream().map(item -> literal(at, item)).toList());
      case String text -> {
        String written = text.startsWith("$") ? "$" + text : text;
        yield new YamlScalar(at.location(), at.path(), written, written, -1);
      }
      default -> new YamlScalar(at.location(), at.path(), value, value.toString(), -1);
    };
  }

  private static Optional<Expression> expression(YamlScalar scalar) {
    return scalar.value() instanceof String text ? Expressions.inText(text) : Optional.empty();
  }

  private boolean known(Expression expression, Bound bound) {
    return expression.names().stream().allMatch(name -> valueOf(name, bound) != null);
  }

  private Bindings bindings(Bound bound) {
    return name -> valueOf(name, bound);
  }

  /** The value is null for what comes into a block and for open parameters of an own block. */
  private @Nullable Object valueOf(String name, Bound bound) {
    if (bound.open().contains(name)) {
      return null;
    }
    Object argument = bound.arguments().get(name);
    return argument == null ? global(name) : argument;
  }

  private @Nullable Object global(String name) {
    if (document.space().contains(name)) {
      return design.value(name).value();
    }
    Term.Computed derived = document.derived().get(name);
    return derived == null ? null : derived.evaluate(new DocumentNames());
  }

  /** What names computed from parameters see. */
  private final class DocumentNames implements Scope {
    @Override
    public int choice(ChoiceSite site) {
      throw new IllegalStateException("a choice in a parameter: " + site.path());
    }

    @Override
    public @Nullable Object valueOf(String name) {
      return global(name);
    }
  }

  /** A formula in which names that are known are replaced: {@code $(2 * in * 0.5)}. */
  private YamlNode partly(YamlScalar scalar, Expression expression, Bound bound) {
    List<Name> names = new ArrayList<>(expression.references());
    names.sort(Comparator.comparingInt(Name::offset).reversed());
    StringBuilder text = new StringBuilder(scalar.text());
    for (Name name : names) {
      Object value = valueOf(name.name(), bound);
      if (value != null) {
        int end = name.offset() + name.name().length();
        text.replace(name.offset(), end, inFormula(scalar, value));
      }
    }
    return new YamlScalar(scalar.location(), scalar.path(), text.toString(), text.toString(), -1);
  }

  private static String inFormula(YamlScalar at, Object value) {
    if (!(value instanceof String text)) {
      String number = value.toString();
      return number.startsWith("-") ? "(" + number + ")" : number;
    }
    char quote = text.indexOf('\'') < 0 ? '\'' : '"';
    if (text.indexOf(quote) >= 0) {
      throw new SpecException(
          List.of(
              new convspectrum.spec.fault.Fault(
                  at.location(),
                  at.path(),
                  "the text " + text + " holds both kinds of quotes",
                  "a formula can name it only as a parameter; use one kind")));
    }
    return quote + text + quote;
  }
}
