package convspectrum.spec.template.read;

import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code parameters:}. */
final class ParameterReader {
  static final String NAME = "[A-Za-z_][A-Za-z0-9_-]*";

  private static final List<String> KEYS =
      List.of("values", "default", "divisors-of", "powers-of", "up-to", "range", "setting");
  private static final List<String> FORM_KEYS =
      List.of("values", "divisors-of", "powers-of", "range");
  private static final String FORMS =
      "a list of choices, {values: […], default: v}, {divisors-of: n}, {powers-of: 2, up-to: n},"
          + " {range: [first, last, step]}, or a value computed from others, $(…)";

  private final Reading reading;
  private final GeneratedChoices generated;

  /** The names of all parameters, faulty ones included. */
  final Set<String> names = new LinkedHashSet<>();

  final List<Parameter> parameters = new ArrayList<>();

  /** Names that are computed, with where they are written. */
  final Map<String, YamlScalar> derived = new LinkedHashMap<>();

  ParameterReader(Reading reading) {
    this.reading = reading;
    this.generated = new GeneratedChoices(reading);
  }

  void read(YamlNode node) {
    YamlMap map = reading.map(node, "a mapping of name to choices");
    if (map == null) {
      return;
    }
    for (YamlMap.Entry entry : map.entries()) {
      String name = entry.key();
      if (!name.matches(NAME)) {
        reading.fault(entry, map, "the name '" + name + "'", "expected letters, digits, _ and -");
      } else if (Names.INCOMING.contains(name)) {
        reading.fault(
            entry,
            map,
            "the name '" + name + "' is taken",
            "another: it is what comes into a block");
      } else if (entry.value() instanceof YamlScalar scalar
          && scalar.value() instanceof String text
          && text.startsWith("$")) {
        names.add(name);
        derived.put(name, scalar);
      } else {
        names.add(name);
        parameter(name, entry.value());
      }
    }
  }

  private void parameter(String name, YamlNode node) {
    YamlNode byDefault = null;
    Parameter.Kind kind = Parameter.Kind.CHOICE;
    List<ParameterValue> values = null;
    switch (node) {
      case YamlList list -> values = values(list);
      case YamlMap map -> {
        reading.knownKeys(map, "key", KEYS);
        byDefault = map.get("default");
        kind = kind(map);
        values = ofMap(map);
      }
      case YamlScalar scalar -> {
        ParameterValue value = value(scalar);
        values = value == null ? null : List.of(value);
      }
    }
    if (values == null) {
      return;
    }
    int index = 0;
    if (byDefault != null) {
      String text = ChoiceTexts.text(byDefault);
      index = new Parameter(name, values, 0, kind).find(text).orElse(-1);
      if (index < 0) {
        reading.fault(
            byDefault, text + " is none of the choices", "one of " + ChoiceTexts.list(values));
        return;
      }
    }
    parameters.add(new Parameter(name, values, index, kind));
  }

  private Parameter.Kind kind(YamlMap map) {
    YamlNode setting = map.get("setting");
    if (setting == null) {
      return Parameter.Kind.CHOICE;
    }
    if (setting instanceof YamlScalar scalar && scalar.value() instanceof Boolean is) {
      return is ? Parameter.Kind.SETTING : Parameter.Kind.CHOICE;
    }
    reading.fault(setting, "found " + setting.describe(), "expected true or false");
    return Parameter.Kind.CHOICE;
  }

  private @Nullable List<ParameterValue> ofMap(YamlMap map) {
    YamlNode values = map.get("values");
    long forms = FORM_KEYS.stream().filter(key -> map.get(key) != null).count();
    if (forms != 1) {
      reading.fault(map, "found " + map.describe(), "expected " + FORMS);
      return null;
    }
    if (map.get("up-to") != null && map.get("powers-of") == null) {
      reading.fault(map, "found 'up-to' without 'powers-of'", "expected " + FORMS);
      return null;
    }
    if (values != null) {
      YamlList list = reading.list(values, "a list of choices");
      return list == null ? null : values(list);
    }
    return generated.read(map);
  }

  private @Nullable List<ParameterValue> values(YamlList list) {
    if (list.items().isEmpty()) {
      reading.fault(list, "found an empty list", "expected at least one choice");
      return null;
    }
    if (reading.tooManyChoices(list, list.items().size())) {
      return null;
    }
    List<ParameterValue> values = new ArrayList<>();
    for (YamlNode item : list.items()) {
      ParameterValue value = value(item);
      if (value != null) {
        values.add(value);
      }
    }
    if (values.size() == list.items().size()) {
      reading.distinct(list, values);
    }
    return values.size() < list.items().size() ? null : values;
  }

  private @Nullable ParameterValue value(YamlNode node) {
    Object plain = plain(node);
    return plain == null ? null : new ParameterValue(plain, ChoiceTexts.text(node));
  }

  private @Nullable Object plain(YamlNode node) {
    switch (node) {
      case YamlScalar scalar when scalar.value() != null -> {
        if (scalar.value() instanceof String text && text.startsWith("$")) {
          reading.fault(node, "found '" + text + "'", "a literal value");
          return null;
        }
        return scalar.value();
      }
      case YamlList list -> {
        List<Object> items = new ArrayList<>();
        for (YamlNode item : list.items()) {
          Object value = plain(item);
          if (value == null) {
            return null;
          }
          items.add(value);
        }
        return List.copyOf(items);
      }
      default -> {
        reading.fault(
            node,
            "found " + node.describe(),
            "expected a number, a text, a truth value or a list of them");
        return null;
      }
    }
  }

  /** The hint about a name that is no parameter. */
  String nearest(String name) {
    return Suggestions.didYouMean(name, parameters.stream().map(Parameter::name).toList());
  }
}
