package convspectrum.search.latency;

import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.PredictedFigure;
import convspectrum.search.figure.PredictedFigure.Predicted;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which designs of a search may belong to its front, as far as predictions tell: those that keep
 * the constraints within their intervals, and that no design beats whose intervals lie apart.
 */
final class PredictedEntrants {
  private final SearchPlan plan;

  /** By the plan of the search, whose objectives are predicted. */
  PredictedEntrants(SearchPlan plan) {
    this.plan = plan;
  }

  /**
   * Those of a result, the first of equal ones.
   *
   * @param candidates turns what was found into candidates of what is measured
   */
  List<FrontCandidate> of(SearchResult result, FrontCandidates candidates) {
    List<FoundDesign> complete = result.designs().stream().filter(this::isComplete).toList();
    List<FoundDesign> sure = complete.stream().filter(this::surelyKeeps).toList();
    Map<Object, FrontCandidate> different = new LinkedHashMap<>();
    for (FoundDesign found : complete) {
      if (mayKeep(found) && sure.stream().noneMatch(other -> surelyBeats(other, found))) {
        FrontCandidate one = candidates.candidate(found);
        different.putIfAbsent(List.of(one.keys(), one.exact()), one);
      }
    }
    return List.copyOf(different.values());
  }

  private boolean isComplete(FoundDesign found) {
    return plan.figures().stream().allMatch(figure -> Double.isFinite(found.figure(figure.name())));
  }

  private boolean mayKeep(FoundDesign found) {
    return plan.constraints().stream()
        .allMatch(constraint ->
            predicted(found, constraint)
                .map(range ->
                    constraint.direction() == Direction.MIN
                        ? range.low() <= constraint.bound()
                        : range.high() >= constraint.bound())
                .orElseGet(() -> keeps(found, constraint)));
  }

  private boolean surelyKeeps(FoundDesign found) {
    return plan.constraints().stream()
        .allMatch(constraint ->
            predicted(found, constraint)
                .map(range ->
                    constraint.direction() == Direction.MIN
                        ? range.high() <= constraint.bound()
                        : range.low() >= constraint.bound())
                .orElseGet(() -> keeps(found, constraint)));
  }

  private static boolean keeps(FoundDesign found, Constraint constraint) {
    return constraint.violation(found.figure(constraint.figure().name())) == 0;
  }

  private static Optional<Predicted> predicted(FoundDesign found, Constraint constraint) {
    return constraint.figure() instanceof PredictedFigure figure
        ? Optional.of(Predicted.of(found.evaluation(figure.name())))
        : Optional.empty();
  }

  /** Whether {@code a} is at least as good in all objectives, and surely better where predicted. */
  private boolean surelyBeats(FoundDesign a, FoundDesign b) {
    for (Objective objective : plan.objectives()) {
      String name = objective.name();
      if (objective.figure() instanceof PredictedFigure) {
        Predicted mine = Predicted.of(a.evaluation(name));
        Predicted theirs = Predicted.of(b.evaluation(name));
        boolean better =
            objective.direction() == Direction.MIN
                ? mine.high() < theirs.low()
                : mine.low() > theirs.high();
        if (!better) {
          return false;
        }
      } else if (objective.minimised(a.figure(name)) > objective.minimised(b.figure(name))) {
        return false;
      }
    }
    return true;
  }
}
