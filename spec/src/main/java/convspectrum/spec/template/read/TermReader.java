package convspectrum.spec.template.read;

import convspectrum.spec.binding.BodyType;
import convspectrum.spec.binding.Field;
import convspectrum.spec.binding.FieldType;
import convspectrum.spec.binding.ListType;
import convspectrum.spec.binding.OptionalType;
import convspectrum.spec.binding.PlainValues;
import convspectrum.spec.binding.RecordType;
import convspectrum.spec.binding.ValueException;
import convspectrum.spec.binding.ValueType;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.template.FixedScope;
import convspectrum.spec.template.RepeatSite;
import convspectrum.spec.template.StepList;
import convspectrum.spec.template.Term;
import convspectrum.spec.template.TermException;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the value of a field. What is wrong is reported, and the term is null then. */
final class TermReader {
  private static final FieldType ANY = new ValueType.Any();

  private final Reading reading;
  private final BodyReader bodies;
  private final ChoiceReader choices;

  TermReader(Reading reading, BodyReader bodies) {
    this.reading = reading;
    this.bodies = bodies;
    this.choices = new ChoiceReader(reading);
  }

  ChoiceReader choices() {
    return choices;
  }

  @Nullable Term read(YamlNode node, FieldType type, Names names) {
    if (node instanceof YamlMap map && map.get(ChoiceReader.CHOOSE) != null) {
      return choose(map, type, names);
    }
    if (node instanceof YamlScalar scalar) {
      return scalar(scalar, type, names);
    }
    return switch (type) {
      case OptionalType optional -> {
        Term term = read(node, optional.element(), names);
        yield switch (term) {
          case null -> null;
          case Term.Fixed(YamlNode source, Object value) ->
              new Term.Fixed(source, Optional.of(value));
          default -> new Term.Present(term);
        };
      }
      case RecordType record -> record(node, record, names);
      case BodyType body -> body(node, body, names);
      case ListType list -> list(node, list, names);
      case ValueType value -> listedValue(node, value, names);
    };
  }

  private @Nullable Term scalar(YamlScalar scalar, FieldType type, Names names) {
    Object value = scalar.value();
    if (value == null) {
      reading.fault(scalar, "found nothing", "expected " + type.expected());
      return null;
    }
    if (value instanceof String text && text.startsWith("$")) {
      Expression expression = Formula.read(scalar, text, names, reading);
      if (expression == null) {
        return null;
      }
      RecordType record = abbreviated(type);
      return record == null
          ? new Term.Computed(scalar, expression, type)
          : abbreviation(new Term.Computed(scalar, expression, ANY), record, type, names);
    }
    RecordType record = abbreviated(type);
    if (record != null && !(type instanceof OptionalType && OptionalType.NONE.equals(value))) {
      Term built = record(scalar, record, names);
      return built == null || !(type instanceof OptionalType) ? built : new Term.Present(built);
    }
    try {
      return new Term.Fixed(scalar, type.decode(value));
    } catch (ValueException e) {
      boolean word = value instanceof String && !e.problem().startsWith("found the text");
      reading.fault(scalar, word ? e.problem() : "found " + scalar.describe(), e.expected());
      return null;
    }
  }

  /** The record that a scalar of this type abbreviates, or null where it abbreviates none. */
  private static @Nullable RecordType abbreviated(FieldType type) {
    FieldType inner = type instanceof OptionalType optional ? optional.element() : type;
    return inner instanceof RecordType record && record.main().isPresent() ? record : null;
  }

  private @Nullable Term abbreviation(
      Term.Computed main, RecordType record, FieldType type, Names names) {
    List<Term> fields = new ArrayList<>();
    Field mainField = record.main().orElseThrow();
    for (Field field : record.fields()) {
      if (field == mainField) {
        fields.add(main);
      } else {
        Term term = absent(main.source(), record, field);
        if (term == null) {
          return null;
        }
        fields.add(term);
      }
    }
    return new Term.Abbreviated(main, record, fields, type instanceof OptionalType);
  }

  private @Nullable Term choose(YamlMap map, FieldType type, Names names) {
    ChoiceSite site = choices.read(map, names);
    if (site == null || !(map.get(ChoiceReader.CHOOSE) instanceof YamlList options)) {
      return null;
    }
    List<Term> terms = new ArrayList<>();
    for (YamlNode option : options.items()) {
      Term term = read(option, type, names.conditionally());
      if (term == null) {
        continue;
      }
      terms.add(term);
    }
    return terms.size() < options.items().size() ? null : new Term.Chosen(map, site, terms);
  }

  private @Nullable Term body(YamlNode node, BodyType type, Names names) {
    StepList steps = bodies.read(node, type.expected(), names);
    return steps == null ? null : new Term.Fixed(node, type.of(steps));
  }

  private @Nullable Term list(YamlNode node, ListType type, Names names) {
    YamlList list = reading.list(node, type.expected());
    if (list == null) {
      return null;
    }
    List<Term> items = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Term term = read(item, type.element(), names);
      if (term != null) {
        items.add(term);
      }
    }
    if (items.size() < list.items().size()) {
      return null;
    }
    Term.Collected collected = new Term.Collected(node, items);
    return items.stream().allMatch(Term::isFixed)
        ? new Term.Fixed(node, collected.evaluate(FixedScope.ONLY))
        : collected;
  }

  private @Nullable Term listedValue(YamlNode node, ValueType type, Names names) {
    if (!(node instanceof YamlList list)) {
      reading.fault(node, "found " + node.describe(), "expected " + type.expected());
      return null;
    }
    List<Term> items = new ArrayList<>();
    for (YamlNode item : list.items()) {
      Term term = read(item, ANY, names);
      if (term != null) {
        items.add(term);
      }
    }
    if (items.size() < list.items().size()) {
      return null;
    }
    Term.Listed listed = new Term.Listed(node, items, type);
    if (!items.stream().allMatch(Term::isFixed)) {
      return listed;
    }
    try {
      return new Term.Fixed(node, listed.evaluate(FixedScope.ONLY));
    } catch (TermException e) {
      reading.faults.add(e.fault());
      return null;
    }
  }

  /** A mapping, or the short form of one. */
  Term.@Nullable Built record(YamlNode node, RecordType type, Names names) {
    Map<String, YamlNode> written;
    boolean known = true;
    if (node instanceof YamlMap map) {
      known = reading.knownKeys(map, "field", type.fieldNames());
      written = new java.util.HashMap<>();
      map.entries().forEach(entry -> written.put(entry.key(), entry.value()));
    } else if (type.main().isPresent()) {
      written = Map.of(type.main().get().name(), node);
    } else {
      reading.fault(node, "found " + node.describe(), "expected " + type.expected());
      return null;
    }
    Term.Built built = build(node, type, written, names);
    return known ? built : null;
  }

  /** A block of which only the name is written. */
  Term.@Nullable Built word(YamlNode node, RecordType type, Names names) {
    return build(node, type, Map.of(), names);
  }

  private Term.@Nullable Built build(
      YamlNode node, RecordType type, Map<String, YamlNode> written, Names names) {
    List<Term> fields = new ArrayList<>();
    Names inside = names;
    for (Field field : type.fields()) {
      YamlNode value = written.get(field.name());
      Term term = value == null ? absent(node, type, field) : read(value, field.type(), inside);
      if (term != null) {
        fields.add(term);
        if (type.name().equals("repeat") && field.name().equals("times")) {
          RepeatSite site = new RepeatSite(node.path());
          reading.repetitions.put(site, term);
          inside = names.inside(site, term.isFixed());
        }
      }
    }
    if (fields.size() < type.fields().size()) {
      return null;
    }
    try {
      return Term.Built.of(node, type, fields);
    } catch (TermException e) {
      reading.faults.add(e.fault());
      return null;
    }
  }

  private @Nullable Term absent(YamlNode node, RecordType type, Field field) {
    Term byDocument = reading.defaults.getOrDefault(type.name(), Map.of()).get(field.name());
    if (byDocument != null) {
      return byDocument;
    }
    if (field.isRequired()) {
      reading.fault(
          node, "missing field '" + field.name() + "'", "expected " + field.type().expected());
      return null;
    }
    RecordType record = abbreviated(field.type());
    String written = field.written().orElse(OptionalType.NONE);
    if (record != null
        && !written.equals(OptionalType.NONE)
        && reading.defaults.containsKey(record.name())) {
      // The language's default is a short form, and the document has defaults for the other fields.
      Object value = PlainValues.ofText(written);
      return scalar(
          new YamlScalar(node.location(), node.path() + "." + field.name(), value, written, -1),
          field.type(),
          Names.of(Set.of()));
    }
    return new Term.Fixed(null, field.fallback().orElseThrow());
  }
}
