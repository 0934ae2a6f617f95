package convspectrum.executor.machine.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides which measured limits are kept: those that can be believed, as long as no program exceeds
 * them.
 */
public final class LimitsKeeper {
  /** Number of attempts to measure; after the last one the best limits are used with a note. */
  static final int ATTEMPTS = 3;

  private final LimitsFile file;
  private final Supplier<MachineLimits> probe;

  /**
   * Creates a keeper for a folder and a machine.
   *
   * @param probe measures the limits
   */
  public LimitsKeeper(LimitsFile file, Supplier<MachineLimits> probe) {
    this.file = file;
    this.probe = probe;
  }

  /** Returns the kept limits. */
  public Optional<MachineLimits> kept(LimitsKey key) {
    return file.read(key);
  }

  /**
   * Measures until the limits can be believed, and keeps them. If no attempt gives such limits, it
   * returns the most trustworthy ones, and the limits kept before stay.
   *
   * @param told receives the reason for measuring again, as a clause
   */
  public MachineLimits measure(Consumer<String> told) {
    List<MachineLimits> found = new ArrayList<>();
    while (found.size() < ATTEMPTS) {
      MachineLimits limits = probe.get();
      if (limits.trust().level() == Trust.Level.GOOD) {
        file.write(limits);
        return limits;
      }
      found.add(limits);
      if (found.size() < ATTEMPTS) {
        told.accept("peak and bandwidth are measured again: " + limits.trust().why());
      }
    }
    return found.stream()
        .min((a, b) -> a.trust().level().compareTo(b.trust().level()))
        .orElseThrow();
  }

  /**
   * Compares the limits with what programs did. If one exceeded them, they are deleted and measured
   * again; if it exceeded those too, nothing is kept and they are suspect.
   *
   * @param told receives the reason for measuring again, as a sentence
   */
  public MachineLimits heldAgainst(
      MachineLimits limits, List<Reached> programs, Consumer<String> told) {
    List<Reached> above = programs.stream().filter(limits::isExceededBy).toList();
    if (above.isEmpty() || limits.suspect()) {
      return limits;
    }
    file.delete(limits.key());
    told.accept(Exceeded.text(limits, above) + ": they are measured again");
    MachineLimits again = measure(told);
    List<Reached> still = programs.stream().filter(again::isExceededBy).toList();
    if (still.isEmpty()) {
      return again;
    }
    file.delete(again.key());
    List<String> reasons = new ArrayList<>(again.trust().reasons());
    reasons.add(Exceeded.text(again, still));
    return again.with(Trust.of(reasons, List.of()));
  }
}
