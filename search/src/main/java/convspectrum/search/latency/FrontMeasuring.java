package convspectrum.search.latency;

import convspectrum.search.figure.Objective;
import convspectrum.search.latency.FrontProbability.Probability;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.FrontTrial.Standing;
import convspectrum.search.run.MeasuringConditions;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.study.StudyProgress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures again the designs that may belong to the front of a search. A search selects designs
 * whose measured latency is low by chance (the winner's curse), as an objective or below a bound;
 * the groups measured here had no part in the selection, and they alone decide. Designs whose
 * {@linkplain FrontProbability probability} is not clear are measured again, with those that could
 * beat them, until it is, or until a maximum number of groups.
 */
public final class FrontMeasuring {
  /** Groups measured of every design at least; fewer do not show how much groups differ. */
  static final int LEAST_GROUPS = 3;

  /** Groups after which designs that are still not clear are called equivalent. */
  static final int MOST_GROUPS = 8;

  private final Evaluations evaluations;
  private final double indifference;
  private final long seed;

  /**
   * Measures with this indifference.
   *
   * @param evaluations of the search: its journal stores these measurements too
   * @param indifference a share: of latencies that differ by less, neither is better
   */
  public FrontMeasuring(Evaluations evaluations, double indifference, long seed) {
    this.evaluations = evaluations;
    this.indifference = indifference;
    this.seed = seed;
  }

  /** Whether the front of such a search is measured at its end, if it has one. */
  public static boolean measures(SearchPlan plan) {
    return !JudgedFigure.of(plan.confirmed()).isEmpty();
  }

  /**
   * The result with its front measured again, or for the first time where the search had
   * predictions in place of measurements; unchanged if no objective and no constraint is measured,
   * no design may belong to the front, or the search was interrupted. An interruption ends it with
   * the groups that were complete by then.
   */
  public SearchResult of(SearchResult result, StudyProgress progress) {
    SearchPlan plan = result.plan();
    SearchResult after = measuredAgain(result.by(plan.confirmed()), plan, progress);
    return after.under(MeasuringConditions.of(after, evaluations)).by(plan);
  }

  /**
   * Measures again.
   *
   * @param result by the plan whose figures are measured
   * @param searched the plan of the search, in which some of them may be predicted
   */
  private SearchResult measuredAgain(
      SearchResult result, SearchPlan searched, StudyProgress progress) {
    List<JudgedFigure> figures = JudgedFigure.of(result.plan());
    if (figures.isEmpty() || result.interrupted()) {
      return result;
    }
    FrontCandidates candidates = new FrontCandidates(result, figures, indifference, seed);
    List<FrontCandidate> entrants =
        result.plan().equals(searched)
            ? candidates.entrants()
            : new PredictedEntrants(searched).of(result, candidates);
    if (entrants.isEmpty()) {
      return result;
    }
    FreshTimes fresh = new FreshTimes(evaluations, figures, candidates);
    Map<FrontCandidate, Probability> probabilities = Map.of();
    List<FrontCandidate> next = entrants;
    boolean interrupted = false;
    for (int group = 1; group <= MOST_GROUPS && !next.isEmpty() && !interrupted; group++) {
      try {
        fresh.measure(group, next, progress);
      } catch (InterruptedException e) {
        interrupted = true;
        if (group == 1) {
          return result.asInterrupted();
        }
      }
      if (interrupted || group >= LEAST_GROUPS) {
        probabilities = fresh.probabilities(entrants);
        next = fresh.unclear(probabilities);
      }
    }
    SearchResult decided = decided(result, figures, fresh, probabilities);
    return interrupted ? decided.asInterrupted() : decided;
  }

  private SearchResult decided(
      SearchResult result,
      List<JudgedFigure> figures,
      FreshTimes fresh,
      Map<FrontCandidate, Probability> probabilities) {
    Map<Long, Standing> standings = new HashMap<>();
    Map<Long, FrontCandidate> byNumber =
        probabilities.keySet().stream()
            .collect(Collectors.toMap(one -> one.found().number(), Function.identity()));
    probabilities.forEach((one, probability) ->
        standings.put(
            one.found().number(),
            new Standing(probability.front(), probability.keeps(), fresh.groups(one))));
    List<FoundDesign> designs =
        result.designs().stream()
            .map(found -> {
              FoundDesign changed = found;
              FrontCandidate one = byNumber.get(found.number());
              for (int f = 0; one != null && f < figures.size(); f++) {
                changed = changed.with(figures.get(f).figure().name(), fresh.of(one, f));
              }
              return changed;
            })
            .toList();
    // Of very many equally good designs none may be likely; the likeliest are then the front.
    double most = standings.values().stream().mapToDouble(Standing::probability).max().orElse(0);
    double bar = most > 0 ? Math.min(most, FrontTrial.OUT) : Double.POSITIVE_INFINITY;
    Objective first = result.plan().objectives().getFirst();
    List<Integer> front =
        IntStream.range(0, designs.size())
            .filter(i ->
                Optional.ofNullable(standings.get(designs.get(i).number())).stream()
                    .anyMatch(standing -> standing.probability() >= bar))
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    i -> first.minimised(designs.get(i).figure(first.name()))))
            .toList();
    List<String> names = figures.stream().map(one -> one.figure().name()).toList();
    return result.with(designs, front, new FrontTrial(names, indifference, MOST_GROUPS, standings));
  }
}
