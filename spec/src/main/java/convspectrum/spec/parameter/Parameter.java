package convspectrum.spec.parameter;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A parameter that a spec leaves open.
 *
 * @param name a word, or the path of a choice in place: {@code layers[1].conv.kernel}
 * @param values its choices, at least one
 * @param defaultIndex the choice taken where nothing else is said
 * @param kind what the choices are for
 */
public record Parameter(String name, List<ParameterValue> values, int defaultIndex, Kind kind) {
  /** What the choices of a parameter are for. */
  public enum Kind {
    /** Designs to compare. */
    CHOICE,

    /** The same, but a {@code choose} in the middle of the document. */
    IN_PLACE,

    /**
     * What the user's task demands, such as the number of classes: it keeps its default unless it
     * is named.
     */
    SETTING
  }

  private static final Pattern SUFFIXED = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)([kKMG])");

  public Parameter {
    values = List.copyOf(values);
    if (defaultIndex < 0 || defaultIndex >= values.size()) {
      throw new IllegalArgumentException(
          name + ": default " + defaultIndex + " of " + values.size() + " choices");
    }
  }

  /** Whether it is a {@code choose} in the middle of the document. */
  public boolean inPlace() {
    return kind == Kind.IN_PLACE;
  }

  /** Whether it keeps its default unless it is named. */
  public boolean isSetting() {
    return kind == Kind.SETTING;
  }

  /** The number of choices. */
  public int size() {
    return values.size();
  }

  /**
   * The choice with this text, else the one with its value: {@code 1} finds {@code 1.0}, and {@code
   * 1k} finds {@code 1000}.
   */
  public OptionalInt find(String text) {
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).text().equals(text)) {
        return OptionalInt.of(i);
      }
    }
    for (String written : List.of(text, withoutSuffix(text))) {
      Object wanted = ParameterValue.keyOf(written);
      for (int i = 0; i < values.size(); i++) {
        if (values.get(i).key().equals(wanted)) {
          return OptionalInt.of(i);
        }
      }
    }
    return OptionalInt.empty();
  }

  /** A number as tables print it, {@code 1.5k}, as a document writes it. */
  private static String withoutSuffix(String text) {
    Matcher matcher = SUFFIXED.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    int zeros = 3 * (1 + "kMG".indexOf(matcher.group(2).replace('K', 'k')));
    return new BigDecimal(matcher.group(1)).scaleByPowerOfTen(zeros).toPlainString();
  }

  /** The choices as a sentence lists them, at most the first fifty. */
  public String listed() {
    String first =
        values.stream().limit(50).map(ParameterValue::text).collect(Collectors.joining(", "));
    return values.size() > 50 ? first + ", … (" + values.size() + " in all)" : first;
  }
}
