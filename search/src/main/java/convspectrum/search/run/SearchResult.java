package convspectrum.search.run;

import convspectrum.search.journal.Evaluation;
import convspectrum.search.solution.Certificate;
import convspectrum.search.strategy.Archive;
import convspectrum.spec.parameter.Design;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a search. It depends on the plan and the figures alone, not on time, date or path.
 *
 * @param plan the plan of the search
 * @param designs those that are kept, in the order of evaluation: all, or the front and a random
 *     sample of a {@linkplain SearchPlan#keepsAll streamed} search
 * @param front indices in {@code designs} of those that no other beats, by the first objective
 * @param evaluated the number of designs evaluated
 * @param shared for each expensive figure, how many evaluations were saved since another design had
 *     the same key
 * @param rejections for each constraint that is known in advance, how many designs it kept out
 * @param broken for each other constraint, how many evaluated designs broke it
 * @param failed for each figure that is missing for some evaluated designs, how many lack it, and
 *     why
 * @param interrupted whether the search was ended before its time
 * @param trial how the front was measured afresh, if it was; figures and front are then those of
 *     the trial, and the entries hold the values that the strategy saw
 * @param conditions of what was measured, for each measured figure
 * @param certificate what an exact search covered
 * @param rungs what successive halving did, from the least work on; empty with another strategy
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
    boolean interrupted,
    Optional<FrontTrial> trial,
    List<MeasuringConditions> conditions,
    Optional<Certificate> certificate,
    List<Rung> rungs) {
  public SearchResult {
    designs = List.copyOf(designs);
    front = List.copyOf(front);
    shared = Map.copyOf(shared);
    rejections = Map.copyOf(rejections);
    broken = Map.copyOf(broken);
    failed = Map.copyOf(failed);
    conditions = List.copyOf(conditions);
    rungs = List.copyOf(rungs);
  }

  /**
   * Evaluated designs for which a figure could not be computed.
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
   * What successive halving did with one amount of work.
   *
   * @param figure by which designs were ranked, such as the accuracy after an epoch
   * @param designs number of designs that it was found of
   * @param kept number of those that went on
   */
  public record Rung(String figure, int designs, int kept) {}

  /**
   * A design that was evaluated.
   *
   * @param number its position in the order of evaluation, from 1
   * @param figures by name; those that were not needed after a broken constraint are missing
   * @param entry the values that the strategy saw
   */
  public record FoundDesign(
      long number, Design design, Map<String, Evaluation> figures, Archive.Entry entry) {
    private static final Evaluation NOT_EVALUATED = Evaluation.failed("was not evaluated");

    public FoundDesign {
      figures = Map.copyOf(figures);
    }

    /** A copy with another value of a figure. */
    public FoundDesign with(String name, Evaluation evaluation) {
      Map<String, Evaluation> changed = new HashMap<>(figures);
      changed.put(name, evaluation);
      return new FoundDesign(number, design, changed, entry);
    }

    /** A figure; NaN where there is none. */
    public double figure(String name) {
      return evaluation(name).orNaN();
    }

    /** A figure with its note; one without a number where it was not evaluated. */
    public Evaluation evaluation(String name) {
      return figures.getOrDefault(name, NOT_EVALUATED);
    }
  }

  /** The designs that no other beats. */
  public List<FoundDesign> best() {
    return front.stream().map(designs::get).toList();
  }

  /** Whether {@link #designs} are only a part of those that were evaluated. */
  public boolean isSampled() {
    return designs.size() < evaluated;
  }

  /** What is not named here never changes once a search has ended. */
  private SearchResult copy(
      SearchPlan itsPlan,
      List<FoundDesign> itsDesigns,
      List<Integer> itsFront,
      boolean isInterrupted,
      Optional<FrontTrial> itsTrial,
      List<MeasuringConditions> itsConditions) {
    return new SearchResult(
        itsPlan,
        itsDesigns,
        itsFront,
        evaluated,
        shared,
        rejections,
        broken,
        failed,
        isInterrupted,
        itsTrial,
        itsConditions,
        certificate,
        rungs);
  }

  /** A copy of a search that was interrupted after it. */
  public SearchResult asInterrupted() {
    return copy(plan, designs, front, true, trial, conditions);
  }

  /** The same designs as found by another plan with as many objectives. */
  public SearchResult by(SearchPlan other) {
    return copy(other, designs, front, interrupted, trial, conditions);
  }

  /** A copy that says under which conditions its figures were measured. */
  public SearchResult under(List<MeasuringConditions> found) {
    return copy(plan, designs, front, interrupted, trial, found);
  }

  /** A copy with the outcome of a trial. */
  public SearchResult with(List<FoundDesign> after, List<Integer> newFront, FrontTrial found) {
    return copy(plan, after, newFront, interrupted, Optional.of(found), conditions);
  }
}
