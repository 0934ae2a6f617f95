package convspectrum.spec.fault;

import java.util.Collection;
import java.util.stream.Collectors;

/** The wording of a list of what there is to choose from. */
public final class Choices {
  private static final int SHOWN = 4;
  private static final int SHORT = 6;

  private Choices() {}

  /**
   * Some of the choices: up to six in full, {@code 1, 2, 4}; of more, the first four and the number
   * of all, {@code 1, 2, 4, 7, … (16 in all)}.
   */
  public static String some(Collection<?> choices) {
    if (choices.size() <= SHORT) {
      return all(choices);
    }
    return choices.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
        + ", … ("
        + choices.size()
        + " in all)";
  }

  /** All choices, however many there are: {@code conv, depthwise, pointwise}. */
  public static String all(Collection<?> choices) {
    return choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
