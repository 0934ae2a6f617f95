package convspectrum.spec.template;

import convspectrum.spec.binding.FieldType;
import convspectrum.spec.binding.OptionalType;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.binding.ValueException;
import convspectrum.spec.block.FieldException;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.Name;
import convspectrum.spec.fault.Fault;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of a field before a design is chosen. */
public sealed interface Term {
  /** Where it is written; null for a default of the language. */
  @Nullable YamlNode source();

  /**
   * Its value in a design.
   *
   * @throws TermException where it has none
   */
  Object evaluate(Scope scope);

  /** Whether it is the same in every design. */
  default boolean isFixed() {
    return this instanceof Fixed
        || this instanceof Built built && built.constant() != null
        || this instanceof Present present && present.term().isFixed();
  }

  /** A value that is written out. */
  record Fixed(@Nullable YamlNode source, Object value) implements Term {
    @Override
    public Object evaluate(Scope scope) {
      return value;
    }
  }

  /** {@code $name} or {@code $(…)}. */
  record Computed(YamlScalar source, Expression expression, FieldType type) implements Term {
    @Override
    public Object evaluate(Scope scope) {
      try {
        return type.decode(plain(scope));
      } catch (ExpressionException e) {
        throw new TermException(
            new Fault(source.at(e.offset()), source.path(), e.problem(), e.expected()));
      } catch (ValueException e) {
        throw fault(source, e.problem(), e.expected());
      }
    }

    /** A name may stand for a list, which arithmetic does not know. */
    private Object plain(Scope scope) {
      return expression instanceof Name(_, String name)
              && scope.valueOf(name) instanceof List<?> list
          ? list
          : expression.evaluate(scope);
    }
  }

  /** {@code choose: […]}. */
  record Chosen(YamlNode source, ChoiceSite site, List<Term> options) implements Term {
    public Chosen {
      options = List.copyOf(options);
    }

    @Override
    public Object evaluate(Scope scope) {
      return options.get(scope.choice(site)).evaluate(scope);
    }
  }

  /** A list, some of whose items are computed or chosen; {@code type} takes it as a whole. */
  record Listed(YamlNode source, List<Term> items, FieldType type) implements Term {
    public Listed {
      items = List.copyOf(items);
    }

    @Override
    public Object evaluate(Scope scope) {
      try {
        return type.decode(values(items, scope));
      } catch (ValueException e) {
        throw fault(source, e.problem(), e.expected());
      }
    }
  }

  /** A list of values that are ready as they are. */
  record Collected(YamlNode source, List<Term> items) implements Term {
    public Collected {
      items = List.copyOf(items);
    }

    @Override
    public Object evaluate(Scope scope) {
      return values(items, scope);
    }
  }

  /** A value that may be absent, and is not. */
  record Present(Term term) implements Term {
    @Override
    public @Nullable YamlNode source() {
      return term.source();
    }

    @Override
    public Object evaluate(Scope scope) {
      return Optional.of(term.evaluate(scope));
    }
  }

  /**
   * A computed short form: {@code activation: $act}.
   *
   * @param main the computed value, plain
   * @param type the record it abbreviates
   * @param fields the record's other fields; at the main field's place stands {@code main}
   * @param optional whether {@code none} is an absent value
   */
  record Abbreviated(Computed main, RecordType type, List<Term> fields, boolean optional)
      implements Term {
    public Abbreviated {
      fields = List.copyOf(fields);
    }

    @Override
    public YamlNode source() {
      return main.source();
    }

    @Override
    public Object evaluate(Scope scope) {
      Object plain = main.evaluate(scope);
      if (optional && plain.equals(OptionalType.NONE)) {
        return Optional.empty();
      }
      @Nullable Object[] values = new Object[fields.size()];
      try {
        for (int i = 0; i < values.length; i++) {
          Term field = fields.get(i);
          values[i] =
              field == main
                  ? type.main().orElseThrow().type().decode(plain)
                  : field.evaluate(scope);
        }
        Object record = type.create(values);
        return optional ? Optional.of(record) : record;
      } catch (ValueException e) {
        throw fault(source(), e.problem(), e.expected());
      } catch (FieldException e) {
        throw fault(source(), e.problem(), e.expected());
      }
    }
  }

  /**
   * A mapping.
   *
   * @param fields one per field of the type, in order
   * @param constant the record, where no field depends on the design
   */
  record Built(YamlNode source, RecordType type, List<Term> fields, @Nullable Object constant)
      implements Term {
    public Built {
      fields = List.copyOf(fields);
    }

    /** The mapping, made at once where it can be. */
    public static Built of(YamlNode source, RecordType type, List<Term> fields) {
      Built open = new Built(source, type, fields, null);
      return fields.stream().allMatch(Term::isFixed)
          ? new Built(source, type, fields, open.make(FixedScope.ONLY))
          : open;
    }

    @Override
    public Object evaluate(Scope scope) {
      return constant != null ? constant : make(scope);
    }

    private Object make(Scope scope) {
      @Nullable Object[] values = new Object[fields.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = fields.get(i).evaluate(scope);
      }
      try {
        return type.create(values);
      } catch (FieldException e) {
        throw new TermException(locate(e));
      }
    }

    /** The fault of a field of this mapping, at the place where that field is written. */
    public Fault locate(FieldException e) {
      return place(e.field()).with(e.problem(), e.expected());
    }

    /** The place of a field: where it is written, or else where its block is written. */
    Place place(String dotted) {
      if (dotted.isEmpty()) {
        return new Place(source, source.path());
      }
      int cut = dotted.indexOf('.');
      String first = cut < 0 ? dotted : dotted.substring(0, cut);
      int index = type.fieldNames().indexOf(first);
      Term term = index < 0 ? null : fields.get(index);
      if (term instanceof Present present) {
        term = present.term();
      }
      if (cut >= 0 && term instanceof Built inner) {
        return inner.place(dotted.substring(cut + 1));
      }
      YamlNode at = term == null ? null : term.source();
      return at == null
          ? new Place(source, source.path() + "." + dotted)
          : new Place(at, at.path());
    }
  }

  /** A place at which a fault is reported. */
  record Place(YamlNode node, String path) {
    Fault with(String problem, String expected) {
      return new Fault(node.location(), path, problem, expected);
    }
  }

  private static List<Object> values(List<Term> items, Scope scope) {
    List<Object> values = new ArrayList<>(items.size());
    for (Term item : items) {
      values.add(item.evaluate(scope));
    }
    return List.copyOf(values);
  }

  private static TermException fault(YamlNode source, String problem, String expected) {
    return new TermException(new Fault(source.location(), source.path(), problem, expected));
  }
}
