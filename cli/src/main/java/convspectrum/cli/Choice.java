package convspectrum.cli;

import java.util.function.Function;

/** Values that libraries of ours look up by name, and refuse with a text fit for the user. */
final class Choice {
  private Choice() {}

  /** {@code lookup} of a name, its refusal as wrong usage of {@code option}. */
  static <T> T of(String option, String name, Function<String, T> lookup) {
    try {
      return lookup.apply(name);
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }
}
