package convspectrum.executor.machine.limits;

import java.util.ArrayList;
import java.util.List;

/**
 * How far the limits of a machine can be believed. Only {@link Level#GOOD} ones are kept.
 *
 * @param level the degree of trust
 * @param reasons why the level is not {@link Level#GOOD}, one clause each
 */
public record Trust(Level level, List<String> reasons) {
  /** The measurement was undisturbed and breaks no rule. */
  public static final Trust GOOD = new Trust(Level.GOOD, List.of());

  /** Degrees of trust. */
  public enum Level {
    /** The limits can be believed. */
    GOOD("good"),
    /** Something else ran meanwhile: the limits are about right or too low. */
    NOISY("noisy"),
    /** The limits contradict each other or a program's speed: nothing is compared with them. */
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
   * Derives the trust from the findings.
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

  /** Returns the reasons as a part of a sentence. */
  public String why() {
    return String.join("; ", reasons);
  }
}
