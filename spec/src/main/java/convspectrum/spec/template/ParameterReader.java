package convspectrum.spec.template;

import convspectrum.spec.expression.Expression;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code parameters:}. */
final class ParameterReader {
  /** The most choices of one parameter. */
  static final int MAX_CHOICES = 10_000;

  static final String NAME = "[A-Za-z_][A-Za-z0-9_-]*";

  private static final List<String> KEYS =
      List.of("values", "default", "divisors-of", "powers-of", "up-to", "range");
  private static final String FORMS =
      "a list of choices, {values: […], default: v}, {divisors-of: n}, {powers-of: 2, up-to: n},"
          + " {range: [first, last, step]}, or a value computed from others, $(…)";

  private final Reading reading;
  final List<Parameter> parameters = new ArrayList<>();

  /** Names that are computed, with where they are written. */
  final Map<String, YamlScalar> derived = new LinkedHashMap<>();

  ParameterReader(Reading reading) {
    this.reading = reading;
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
            entry, map, "the name '" + name + "' is taken", "it is what comes into a block");
      } else if (entry.value() instanceof YamlScalar scalar
          && scalar.value() instanceof String text
          && text.startsWith("$")) {
        derived.put(name, scalar);
      } else {
        parameter(name, entry.value());
      }
    }
  }

  /** The expressions of derived names, once all names are known; circles are reported. */
  Map<String, Expression> expressions(TermReader terms, Names names) {
    Map<String, Expression> expressions = new LinkedHashMap<>();
    derived.forEach((name, scalar) -> {
      Expression expression = terms.expression(scalar, String.valueOf(scalar.value()), names);
      if (expression != null) {
        expressions.put(name, expression);
      }
    });
    Set<String> reported = new HashSet<>();
    for (String name : List.copyOf(expressions.keySet())) {
      List<String> circle = circle(name, expressions, new ArrayList<>());
      if (circle != null && reported.addAll(circle)) {
        reading.fault(
            java.util.Objects.requireNonNull(derived.get(circle.getFirst())),
            "circular: " + String.join(" -> ", circle),
            "one of them needs a value of its own");
      }
    }
    return expressions;
  }

  private static @Nullable List<String> circle(
      String name, Map<String, Expression> expressions, List<String> trail) {
    int seen = trail.indexOf(name);
    if (seen >= 0) {
      List<String> circle = new ArrayList<>(trail.subList(seen, trail.size()));
      circle.add(name);
      return circle;
    }
    Expression expression = expressions.get(name);
    if (expression == null) {
      return null;
    }
    trail.add(name);
    for (String other : expression.names()) {
      List<String> circle = circle(other, expressions, trail);
      if (circle != null) {
        return circle;
      }
    }
    trail.removeLast();
    return null;
  }

  private void parameter(String name, YamlNode node) {
    YamlNode byDefault = null;
    List<ParameterValue> values = null;
    switch (node) {
      case YamlList list -> values = values(list);
      case YamlMap map -> {
        reading.knownKeys(map, "key", KEYS);
        byDefault = map.get("default");
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
      index = new Parameter(name, values, 0, false).find(text).orElse(-1);
      if (index < 0) {
        reading.fault(
            byDefault, text + " is none of the choices", "choices: " + ChoiceTexts.list(values));
        return;
      }
    }
    parameters.add(new Parameter(name, values, index, false));
  }

  private @Nullable List<ParameterValue> ofMap(YamlMap map) {
    YamlNode values = map.get("values");
    YamlNode divisorsOf = map.get("divisors-of");
    YamlNode powersOf = map.get("powers-of");
    YamlNode range = map.get("range");
    int forms = 0;
    for (YamlNode form : new @Nullable YamlNode[] {values, divisorsOf, powersOf, range}) {
      forms += form == null ? 0 : 1;
    }
    if (forms != 1) {
      reading.fault(map, "found " + map.describe(), "expected " + FORMS);
      return null;
    }
    if (values != null) {
      YamlList list = reading.list(values, "a list of choices");
      return list == null ? null : values(list);
    }
    if (divisorsOf != null) {
      Long number = whole(divisorsOf, 1);
      return number == null ? null : divisors(number);
    }
    if (powersOf != null) {
      return powers(map, powersOf);
    }
    return range(java.util.Objects.requireNonNull(range));
  }

  private @Nullable List<ParameterValue> values(YamlList list) {
    if (list.items().isEmpty()) {
      reading.fault(list, "found an empty list", "expected at least one choice");
      return null;
    }
    if (tooMany(list, list.items().size())) {
      return null;
    }
    List<ParameterValue> values = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    for (YamlNode item : list.items()) {
      ParameterValue value = value(item);
      if (value == null) {
        continue;
      }
      if (!texts.add(value.text())) {
        reading.fault(item, "'" + value.text() + "' twice", "expected each choice once");
      }
      values.add(value);
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
          reading.fault(
              node, "found '" + text + "'", "the choices of a parameter are literal values");
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

  private static List<ParameterValue> divisors(long number) {
    List<ParameterValue> low = new ArrayList<>();
    List<ParameterValue> high = new ArrayList<>();
    for (long d = 1; d * d <= number; d++) {
      if (number % d == 0) {
        low.add(of(d));
        if (d * d != number) {
          high.addFirst(of(number / d));
        }
      }
    }
    low.addAll(high);
    return low;
  }

  private @Nullable List<ParameterValue> powers(YamlMap map, YamlNode powersOf) {
    Long base = whole(powersOf, 2);
    YamlNode limit = map.get("up-to");
    if (limit == null) {
      reading.fault(map, "missing key 'up-to' beside 'powers-of'", "expected a whole number");
      return null;
    }
    Long most = whole(limit, 1);
    if (base == null || most == null) {
      return null;
    }
    List<ParameterValue> values = new ArrayList<>();
    for (long power = 1; power <= most; power *= base) {
      values.add(of(power));
    }
    return values;
  }

  private @Nullable List<ParameterValue> range(YamlNode node) {
    YamlList list = reading.list(node, "[first, last, step]");
    if (list == null) {
      return null;
    }
    List<BigDecimal> numbers = new ArrayList<>();
    for (YamlNode item : list.items()) {
      if (item instanceof YamlScalar scalar && scalar.value() instanceof Number) {
        numbers.add(new BigDecimal(scalar.value().toString()));
      }
    }
    boolean valid =
        numbers.size() == list.items().size() && (numbers.size() == 2 || numbers.size() == 3);
    BigDecimal step = valid && numbers.size() == 3 ? numbers.get(2) : BigDecimal.ONE;
    if (!valid || step.signum() <= 0 || numbers.get(0).compareTo(numbers.get(1)) > 0) {
      reading.fault(
          node,
          "found " + ChoiceTexts.text(node),
          "expected [first, last, step] with first <= last and step > 0");
      return null;
    }
    BigDecimal count = numbers.get(1).subtract(numbers.get(0)).divideToIntegralValue(step);
    if (tooMany(node, count.min(BigDecimal.valueOf(Integer.MAX_VALUE - 1)).intValue() + 1)) {
      return null;
    }
    List<ParameterValue> values = new ArrayList<>();
    for (BigDecimal value = numbers.get(0);
        value.compareTo(numbers.get(1)) <= 0;
        value = value.add(step)) {
      values.add(
          value.scale() <= 0
              ? of(value.longValue())
              : new ParameterValue(value.doubleValue(), value.toPlainString()));
    }
    return values;
  }

  private boolean tooMany(YamlNode node, int count) {
    if (count <= MAX_CHOICES) {
      return false;
    }
    reading.fault(node, count + " choices", "at most " + MAX_CHOICES);
    return true;
  }

  private static ParameterValue of(long value) {
    return new ParameterValue(value, Long.toString(value));
  }

  private @Nullable Long whole(YamlNode node, long least) {
    if (node instanceof YamlScalar scalar
        && scalar.value() instanceof Long number
        && number >= least
        && number <= Integer.MAX_VALUE) {
      return number;
    }
    reading.fault(
        node,
        "found " + node.describe(),
        "expected a whole number from " + least + " to " + Integer.MAX_VALUE);
    return null;
  }

  /** What is near a name that is no parameter. */
  String nearest(String name) {
    return Suggestions.didYouMean(name, parameters.stream().map(Parameter::name).toList());
  }
}
