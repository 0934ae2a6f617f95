package convspectrum.spec.template.read;

import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Choices that a rule gives: {@code divisors-of}, {@code powers-of}, {@code range}. */
final class GeneratedChoices {
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final Reading reading;

  GeneratedChoices(Reading reading) {
    this.reading = reading;
  }

  /** The choices of a mapping with exactly one of the rules; null where it is wrong. */
  @Nullable List<ParameterValue> read(YamlMap map) {
    YamlNode divisorsOf = map.get("divisors-of");
    if (divisorsOf != null) {
      Long number = whole(divisorsOf, 1);
      return number == null ? null : divisors(number);
    }
    YamlNode powersOf = map.get("powers-of");
    return powersOf == null
        ? range(Objects.requireNonNull(map.get("range")))
        : powers(map, powersOf);
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
    if (numbers.get(1).compareTo(MOST) > 0 || numbers.get(0).compareTo(MOST.negate()) < 0) {
      reading.fault(node, "found " + ChoiceTexts.text(node), "numbers of at most 64 bits");
      return null;
    }
    BigDecimal count = numbers.get(1).subtract(numbers.get(0)).divideToIntegralValue(step);
    if (reading.tooManyChoices(
        node, count.min(BigDecimal.valueOf(Integer.MAX_VALUE - 1)).intValue() + 1)) {
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
}
