package convspectrum.executor.machine.limits;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the limits of a machine can be believed. Only those that can be are kept.
 *
 * @param level in a word
 * @param reasons why it is not {@link Level#GOOD}, a clause each
 */
public record Trust(Level level, List<String> reasons) {
  /** Taken undisturbed, and no rule is broken. */
  public static final Trust GOOD = new Trust(Level.GOOD, List.of());

  /** How far. */
  public enum Level {
    /** They can be. */
    GOOD("good"),
    /** Something else ran: they are about right, or too low. */
    NOISY("noisy"),
    /** They contradict each other, or what a program did: nothing is held against them. */
    SUSPECT("suspect");

    private final String word;

    Level(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  public Trust {
    reasons = List.copyOf(reasons);
    if ((level == Level.GOOD) != reasons.isEmpty()) {
      throw new IllegalArgumentException(
          "%s for %d reasons; expected reasons where it is not good"
              .formatted(level, reasons.size()));
    }
  }

  /**
   * By what was found.
   *
   * @param contradictions reasons to believe nothing
   * @param disturbances reasons to measure again
   */
  public static Trust of(List<String> contradictions, List<String> disturbances) {
    List<String> reasons = new ArrayList<>(contradictions);
    reasons.addAll(disturbances);
    return new Trust(
        !contradictions.isEmpty() ? Level.SUSPECT : reasons.isEmpty() ? Level.GOOD : Level.NOISY,
        reasons);
  }

  /** The reasons as a part of a sentence. */
  public String why() {
    return String.join("; ", reasons);
  }
}
