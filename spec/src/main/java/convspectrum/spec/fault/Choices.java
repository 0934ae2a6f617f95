package convspectrum.spec.fault;

import java.util.Collection;
import java.util.stream.Collectors;

/** The wording of a list of what there is to choose from. */
public final class Choices {
  private static final int SHOWN = 4;
  private static final int SHORT = 6;

  private Choices() {}

  /**
   * Some of them: {@code 1, 2, 4} in full up to six, beyond that the first four and their number,
   * {@code 1, 2, 4, 7, … (16 in all)}.
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

  /** All of them, however many: {@code conv, depthwise, pointwise}. */
  public static String all(Collection<?> choices) {
    return choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
