package convspectrum.search.latency;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.latency.FrontProbability.Probability;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.MeasuredRounds;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Which designs of a search may belong to its front, as far as its own figures tell. */
final class FrontCandidates {
  private static final int DRAWS = 1000;

  /** A design this much worse than one as good elsewhere certainly is not on the front. */
  static final double FAR = Math.log(1.2);

  private final SearchResult result;
  private final List<JudgedFigure> figures;
  private final double indifference;
  private final long seed;

  FrontCandidates(SearchResult result, List<JudgedFigure> figures, double indifference, long seed) {
    this.result = result;
    this.figures = figures;
    this.indifference = indifference;
    this.seed = seed;
  }

  /** The probabilities of designs, of which there is an evaluation for each measured figure. */
  List<Probability> probabilities(
      List<FrontCandidate> designs, List<List<Evaluation>> evaluations) {
    double[] references = new double[figures.size()];
    List<UncertainDesign> uncertain = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      List<List<List<Double>>> latencies = new ArrayList<>();
      for (int f = 0; f < references.length; f++) {
        Evaluation evaluation = evaluations.get(i).get(f);
        MeasuredRounds rounds = MeasuredRounds.of(evaluation);
        references[f] = Math.max(references[f], rounds.reference());
        latencies.add(rounds.scaled(evaluation.orNaN()));
      }
      uncertain.add(new UncertainDesign(designs.get(i).exact(), latencies));
    }
    for (int f = 0; f < references.length; f++) {
      references[f] = Double.isFinite(references[f]) ? references[f] : FAR;
    }
    List<Probability> found =
        new FrontProbability(figures, references, DRAWS, indifference, seed).of(uncertain);
    return IntStream.range(0, found.size())
        .mapToObj(i -> honest(found.get(i), evaluations.get(i)))
        .toList();
  }

  /** Of a figure without an interval nothing is clear, whatever its few rounds say. */
  private static Probability honest(Probability found, List<Evaluation> evaluations) {
    boolean known =
        evaluations.stream().allMatch(one -> MeasuredFigure.estimate(one).interval().isPresent());
    return known
        ? found
        : new Probability(
            Math.clamp(found.front(), FrontTrial.OUT, FrontTrial.IN),
            Math.clamp(found.keeps(), FrontTrial.OUT, FrontTrial.IN));
  }

  /** Those that may belong to the front; the first of equal ones. */
  List<FrontCandidate> entrants() {
    Map<Object, FrontCandidate> different = new LinkedHashMap<>();
    for (FoundDesign found : result.designs()) {
      if (isComplete(found)) {
        FrontCandidate one = candidate(found);
        different.putIfAbsent(List.of(one.keys(), one.exact()), one);
      }
    }
    List<FrontCandidate> all = List.copyOf(different.values());
    List<FrontCandidate> near =
        all.stream()
            .filter(one -> all.stream().noneMatch(other -> surelyBeats(other, one)))
            .toList();
    List<Probability> probabilities =
        probabilities(near, near.stream().map(this::searched).toList());
    Set<FoundDesign> front = new HashSet<>(result.best());
    List<FrontCandidate> entrants = new ArrayList<>();
    for (int i = 0; i < near.size(); i++) {
      if (probabilities.get(i).front() >= FrontTrial.OUT || front.contains(near.get(i).found())) {
        entrants.add(near.get(i));
      }
    }
    return entrants;
  }

  /** Whether it has all figures, and keeps all constraints that are not measured. */
  private boolean isComplete(FoundDesign found) {
    return result.plan().objectives().stream()
            .allMatch(
                objective -> Double.isFinite(objective.minimised(found.figure(objective.name()))))
        && figures.stream().allMatch(one -> Double.isFinite(found.figure(one.figure().name())))
        && result.plan().constraints().stream()
            .filter(constraint -> !(constraint.figure() instanceof MeasuredFigure))
            .allMatch(
                constraint -> constraint.violation(found.figure(constraint.figure().name())) == 0);
  }

  /** A design as one that may belong to the front. */
  FrontCandidate candidate(FoundDesign found) {
    Sweep sweep = result.plan().sweep();
    SearchedDesign design =
        new SearchedDesign(sweep.spec(), found.design(), found.entry().encoding(), sweep.input());
    List<Double> exact = new ArrayList<>();
    for (int i = 0; i < result.plan().objectives().size(); i++) {
      if (!(result.plan().objectives().get(i).figure() instanceof MeasuredFigure)) {
        exact.add(found.entry().value(i));
      }
    }
    return new FrontCandidate(
        found, design, figures.stream().map(one -> one.figure().key(design)).toList(), exact);
  }

  private List<Evaluation> searched(FrontCandidate one) {
    return figures.stream()
        .map(figure -> one.found().figures().get(figure.figure().name()))
        .map(evaluation -> Objects.requireNonNull(evaluation))
        .toList();
  }

  /** Whether {@code a} beats {@code b} beyond any doubt, so that measuring again is not needed. */
  private boolean surelyBeats(FrontCandidate a, FrontCandidate b) {
    if (!a.isNoWorseElsewhere(b)) {
      return false;
    }
    boolean better = !a.exact().equals(b.exact());
    for (JudgedFigure judged : figures) {
      Estimate mine = estimate(a, judged);
      Estimate theirs = estimate(b, judged);
      for (Constraint bound : judged.bounds()) {
        if (bound.violation(mine.low()) > 0 || bound.violation(mine.high()) > 0) {
          return false;
        }
      }
      if (judged.isObjective()) {
        boolean apart = mine.high() < theirs.low() || theirs.high() < mine.low();
        if (!apart || judged.gain(Math.log(mine.value()), Math.log(theirs.value())) < FAR) {
          return false;
        }
        better = true;
      }
    }
    return better;
  }

  private static Estimate estimate(FrontCandidate one, JudgedFigure judged) {
    return MeasuredFigure.estimate(
        Objects.requireNonNull(one.found().figures().get(judged.figure().name())));
  }
}
