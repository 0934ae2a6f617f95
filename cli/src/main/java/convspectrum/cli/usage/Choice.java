package convspectrum.cli.usage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Values that libraries of ours look up by name, and refuse with a text fit for the user. */
public final class Choice {
  private Choice() {}

  /** {@code lookup} of a name, its refusal as wrong usage of {@code option}. */
  public static <T> T of(String option, String name, Function<String, T> lookup) {
    try {
      return lookup.apply(name);
    } catch (IllegalArgumentException e) {
      throw UsageException.of(
          String.valueOf(e.getMessage()).lines().map(line -> option + ": " + line).toList());
    }
  }

  /** The words for the constants of an enum: in lower case, with hyphens. */
  public static <E extends Enum<E>> List<String> names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Choice::name).toList();
  }

  /**
   * The constant that a word names.
   *
   * @throws IllegalArgumentException where there is none, listing all
   */
  public static <E extends Enum<E>> E named(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> name(constant).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown '%s'; expected one of %s"
                    .formatted(word, String.join(", ", names(type)))));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
