package convspectrum.search.run;

import convspectrum.search.figure.Objective;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.strategy.Archive;
import convspectrum.spec.parameter.Design;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search found. Depends on its plan and on the figures alone: no time, date or path.
 *
 * @param plan what was searched for
 * @param designs those that are kept, in the order of evaluation: all, or the front of an
 *     exhaustive search
 * @param front indices in {@code designs} of those that nothing beats, by the first objective
 * @param evaluated the number of designs evaluated
 * @param shared for each figure that is not cheap, how many evaluations were saved because another
 *     design had the same key
 * @param rejections for each constraint that is known in advance, how many designs it kept out
 * @param broken for each other constraint, how many evaluated designs broke it
 * @param failed for each figure that some evaluated designs have none of, how many, and why
 * @param exhausted whether the strategy ended before the budget
 * @param trial how the front was measured afresh, if it was; figures and front are then those of
 *     the trial, and the entries what the strategy saw
 */
public record SearchResult(
    SearchPlan plan,
    List<FoundDesign> designs,
    List<Integer> front,
    long evaluated,
    Map<String, Long> shared,
    Map<String, Long> rejections,
    Map<String, Long> broken,
    Map<String, Failures> failed,
    boolean exhausted,
    Optional<FrontTrial> trial) {
  public SearchResult {
    designs = List.copyOf(designs);
    front = List.copyOf(front);
    shared = Map.copyOf(shared);
    rejections = Map.copyOf(rejections);
    broken = Map.copyOf(broken);
    failed = Map.copyOf(failed);
  }

  /**
   * Evaluated designs that a figure could not be found out of.
   *
   * @param designs their number
   * @param reason of the first
   */
  public record Failures(long designs, String reason) {
    Failures andAnother() {
      return new Failures(designs + 1, reason);
    }
  }

  /**
   * A design that was evaluated.
   *
   * @param number how many were evaluated before, from 1
   * @param figures by name; those that a broken constraint made needless are missing
   * @param entry what the strategy saw of it
   */
  public record FoundDesign(
      long number, Design design, Map<String, Evaluation> figures, Archive.Entry entry) {
    public FoundDesign {
      figures = Map.copyOf(figures);
    }

    /** What is noted of a figure: why there is none, for one. Empty where nothing is. */
    public String note(String name) {
      Evaluation evaluation = figures.get(name);
      return evaluation == null ? "" : evaluation.note();
    }

    /** The same with another value of a figure. */
    public FoundDesign with(String name, Evaluation evaluation) {
      Map<String, Evaluation> changed = new HashMap<>(figures);
      changed.put(name, evaluation);
      return new FoundDesign(number, design, changed, entry);
    }

    /** A figure; NaN where there is none. */
    public double figure(String name) {
      Evaluation evaluation = figures.get(name);
      return evaluation == null ? Double.NaN : evaluation.orNaN();
    }
  }

  /** The designs that nothing beats. */
  public List<FoundDesign> best() {
    return front.stream().map(designs::get).toList();
  }

  /** The same after a trial. */
  public SearchResult with(List<FoundDesign> after, List<Integer> newFront, FrontTrial found) {
    return new SearchResult(
        plan,
        after,
        newFront,
        evaluated,
        shared,
        rejections,
        broken,
        failed,
        exhausted,
        Optional.of(found));
  }

  /** The names of the objectives. */
  public List<String> objectives() {
    return plan.objectives().stream().map(Objective::name).toList();
  }
}
