package convspectrum.spec.template.read;

import convspectrum.spec.binding.ValueType;
import convspectrum.spec.expression.Name;
import convspectrum.spec.fault.Choices;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.template.Cases;
import convspectrum.spec.template.StepList;
import convspectrum.spec.template.Template;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code switch: $op} with {@code cases: {none: [zero], …}}. */
final class SwitchReader {
  static final String SWITCH = "switch";
  private static final String CASES = "cases";

  private final Reading reading;
  private final BodyReader bodies;

  SwitchReader(Reading reading, BodyReader bodies) {
    this.reading = reading;
    this.bodies = bodies;
  }

  @Nullable Template read(YamlMap map, Names names) {
    reading.knownKeys(map, "key", List.of(SWITCH, CASES, "as", "from", "join"));
    YamlNode written = Objects.requireNonNull(map.get(SWITCH));
    Term subject = bodies.terms().read(written, new ValueType.Any(), names);
    YamlNode listed = map.get(CASES);
    if (listed == null) {
      reading.fault(
          map, "missing key 'cases' beside 'switch'", "expected a list of blocks per value");
      return null;
    }
    YamlMap cases = reading.map(listed, "a mapping of value to list of blocks");
    if (cases == null) {
      return null;
    }
    if (cases.entries().isEmpty()) {
      reading.fault(cases, "found an empty mapping", "expected at least one case");
      return null;
    }
    Map<String, StepList> found = new LinkedHashMap<>();
    boolean complete = subject != null && covers(cases, subject, names) && distinct(cases);
    for (YamlMap.Entry entry : cases.entries()) {
      StepList body = bodies.read(entry.value(), "a list of blocks", names.conditionally());
      if (body == null) {
        complete = false;
      } else {
        found.put(entry.key(), body);
      }
    }
    return complete && subject != null ? new Template.OfSwitch(subject, new Cases(found)) : null;
  }

  /** Whether no two cases stand for the same value. */
  private boolean distinct(YamlMap cases) {
    Map<Object, String> seen = new HashMap<>();
    boolean distinct = true;
    for (YamlMap.Entry entry : cases.entries()) {
      String first = seen.putIfAbsent(ParameterValue.keyOf(entry.key()), entry.key());
      if (first != null) {
        String problem = "the case '" + entry.key() + "' is the value of '" + first + "' again";
        reading.fault(entry, cases, problem, "each value once");
        distinct = false;
      }
    }
    return distinct;
  }

  /** Whether a switch by a parameter has a case for each of its choices, and no other. */
  private boolean covers(YamlMap cases, Term subject, Names names) {
    Parameter parameter =
        subject instanceof Term.Computed(_, Name(_, String name), _)
                && !names.local().contains(name)
            ? reading.parameters.get(name)
            : null;
    if (parameter == null) {
      return true;
    }
    Set<Integer> covered = new HashSet<>();
    boolean known = true;
    for (YamlMap.Entry entry : cases.entries()) {
      OptionalInt choice = parameter.find(entry.key());
      choice.ifPresent(covered::add);
      if (choice.isEmpty()) {
        String problem = "unknown case '" + entry.key() + "'";
        List<String> choices = parameter.values().stream().map(ParameterValue::text).toList();
        reading.fault(entry, cases, problem, Suggestions.didYouMean(entry.key(), choices));
        known = false;
      }
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < parameter.size(); i++) {
      if (!covered.contains(i)) {
        missing.add(parameter.values().get(i).text());
      }
    }
    if (!missing.isEmpty()) {
      reading.fault(
          cases,
          "no case for " + Choices.some(missing),
          "a case for each choice of '" + parameter.name() + "'");
    }
    return known && missing.isEmpty();
  }
}
