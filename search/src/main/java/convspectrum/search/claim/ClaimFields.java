package convspectrum.search.claim;

import convspectrum.spec.expression.Bindings;
import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.parse.Expressions;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a mapping, and what is wrong with them. */
public record ClaimFields(YamlMap map, Faults faults) {
  /**
   * The fields of a node.
   *
   * @param expected what it should be
   * @throws SpecException where it is no mapping, with all faults until then
   */
  public static ClaimFields of(YamlNode node, String expected, Faults faults) {
    if (node instanceof YamlMap map) {
      return new ClaimFields(map, faults);
    }
    faults.add(node.location(), node.path(), "found " + node.describe(), expected);
    throw new SpecException(faults.sorted());
  }

  /** Refuses other fields than these. */
  public void only(Set<String> fields) {
    for (YamlMap.Entry entry : map.entries()) {
      if (!fields.contains(entry.key())) {
        faults.add(
            entry.keyLocation(),
            entry.value().path(),
            "unknown field '" + entry.key() + "'",
            Suggestions.didYouMean(entry.key(), fields.stream().sorted().toList()));
      }
    }
  }

  /** The text of a field. */
  public String text(String field, String otherwise) {
    YamlNode node = map.get(field);
    if (node == null) {
      return otherwise;
    }
    if (node instanceof YamlScalar scalar && scalar.value() != null) {
      return scalar.text();
    }
    fault(field, "found " + node.describe(), "a text");
    return otherwise;
  }

  /** The same of a field that must not be missing. */
  public String required(String field) {
    int before = faults.size();
    String text = text(field, "");
    if (text.isBlank() && faults.size() == before) {
      fault(field, "found nothing", "a text");
    }
    return text;
  }

  /** A number, or arithmetic of numbers such as {@code 31 / 28}. */
  public OptionalDouble number(String field) {
    YamlNode node = map.get(field);
    if (node == null) {
      return OptionalDouble.empty();
    }
    if (node instanceof YamlScalar scalar) {
      try {
        if (Expressions.parse(scalar.text()).evaluate(Bindings.NONE) instanceof Number number) {
          return OptionalDouble.of(number.doubleValue());
        }
      } catch (ExpressionException e) {
        faults.add(
            scalar.at(e.offset()),
            scalar.path(),
            e.problem(),
            "a number, or arithmetic of numbers such as 31 / 28");
        return OptionalDouble.empty();
      }
    }
    fault(field, "found " + node.describe(), "a number");
    return OptionalDouble.empty();
  }

  /** The texts of a list that has at least one. */
  public List<YamlScalar> texts(YamlNode node, String expected) {
    List<YamlScalar> texts = new ArrayList<>();
    if (node instanceof YamlList list && !list.items().isEmpty()) {
      for (YamlNode item : list.items()) {
        if (item instanceof YamlScalar scalar && scalar.value() != null) {
          texts.add(scalar);
        } else {
          faults.add(item.location(), item.path(), "found " + item.describe(), "a name");
        }
      }
    } else {
      faults.add(node.location(), node.path(), "found " + node.describe(), expected);
    }
    return texts;
  }

  /** Notes a fault of a field, at its value or, where there is none, at the mapping. */
  public void fault(String field, String problem, String expected) {
    YamlNode value = map.get(field);
    Location location = value == null ? map.location() : value.location();
    faults.add(
        location, map.path().isEmpty() ? field : map.path() + "." + field, problem, expected);
  }

  /** The node of a field; null where it is absent. */
  public @Nullable YamlNode get(String field) {
    return map.get(field);
  }
}
