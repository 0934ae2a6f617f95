package convspectrum.executor.machine.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Decides which measured limits are kept: those that can be believed, as long as no program does
 * more than they say is possible.
 */
public final class LimitsKeeper {
  /** How often limits are measured before what was found is used as it is, with a word on it. */
  static final int ATTEMPTS = 3;

  private final LimitsFile file;
  private final Supplier<MachineLimits> probe;

  /**
   * Over a folder and a machine.
   *
   * @param probe measures
   */
  public LimitsKeeper(LimitsFile file, Supplier<MachineLimits> probe) {
    this.file = file;
    this.probe = probe;
  }

  /** What is kept. */
  public Optional<MachineLimits> kept(LimitsKey key) {
    return file.read(key);
  }

  /**
   * Measures until limits can be believed, and keeps those. If none can, those that are nearest to
   * it are returned, and what was kept stays.
   *
   * @param told why they are measured again, in a clause
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
   * Holds limits against what programs did. Where one did more, the limits are forgotten and
   * measured again; where it did more than those too, nothing is kept, and they are suspect.
   *
   * @param told why they are measured again, in a sentence
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
