package convspectrum.search.latency;

import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.latency.FrontProbability.Probability;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.FrontTrial.Standing;
import convspectrum.search.run.MeasuredRounds;
import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** The measurements of the designs that may belong to a front, made after the search. */
final class FreshTimes {
  private final Evaluations evaluations;
  private final List<JudgedFigure> figures;
  private final FrontCandidates candidates;

  /** For each measured figure, the groups of each network. */
  private final List<Map<String, List<Evaluation>>> found = new ArrayList<>();

  FreshTimes(Evaluations evaluations, List<JudgedFigure> figures, FrontCandidates candidates) {
    this.evaluations = evaluations;
    this.figures = figures;
    this.candidates = candidates;
    figures.forEach(_ -> found.add(new HashMap<>()));
  }

  /** Measures a further group of these designs for each figure. */
  void measure(int group, List<FrontCandidate> designs, StudyProgress progress)
      throws InterruptedException {
    for (int f = 0; f < figures.size(); f++) {
      int which = f;
      progress.report(
          "measuring the front afresh",
          (group - 1L) * figures.size() + f,
          (long) FrontMeasuring.MOST_GROUPS * figures.size(),
          "%d designs, %s".formatted(designs.size(), figures.get(f).figure().name()));
      Map<String, SearchedDesign> different = new LinkedHashMap<>();
      designs.forEach(one -> different.putIfAbsent(one.keys().get(which), one.design()));
      List<Evaluation> measured =
          evaluations.group(
              figures.get(f).figure(), "afresh " + group, List.copyOf(different.values()));
      int i = 0;
      for (String key : different.keySet()) {
        found.get(f).computeIfAbsent(key, _ -> new ArrayList<>()).add(measured.get(i++));
      }
    }
  }

  /** What the groups of a design say together of a measured figure. */
  Evaluation of(FrontCandidate one, int figure) {
    List<Evaluation> groups = found.get(figure).get(one.keys().get(figure));
    return groups == null
        ? Evaluation.failed("was not measured again")
        : MeasuredRounds.together(groups);
  }

  private List<Evaluation> all(FrontCandidate one) {
    return IntStream.range(0, figures.size()).mapToObj(f -> of(one, f)).toList();
  }

  /** Number of groups in which a design was measured. */
  int groups(FrontCandidate one) {
    return IntStream.range(0, figures.size())
        .mapToObj(f -> found.get(f).getOrDefault(one.keys().get(f), List.of()))
        .mapToInt(List::size)
        .min()
        .orElse(0);
  }

  /** In the order of the designs; 0 for those that failed. */
  Map<FrontCandidate, Probability> probabilities(List<FrontCandidate> designs) {
    List<FrontCandidate> valid = designs.stream().filter(this::isMeasured).toList();
    List<Probability> probable =
        candidates.probabilities(valid, valid.stream().map(this::all).toList());
    Map<FrontCandidate, Probability> probabilities = new LinkedHashMap<>();
    designs.forEach(one -> probabilities.put(one, new Probability(0, 0)));
    for (int i = 0; i < valid.size(); i++) {
      probabilities.put(valid.get(i), probable.get(i));
    }
    return probabilities;
  }

  private boolean isMeasured(FrontCandidate one) {
    return all(one).stream().allMatch(evaluation -> evaluation.number().isPresent());
  }

  /** Those whose probability is not clear, and those that could beat them. */
  List<FrontCandidate> unclear(Map<FrontCandidate, Probability> probabilities) {
    List<FrontCandidate> unclear =
        probabilities.keySet().stream()
            .filter(one -> {
              Probability found = Objects.requireNonNull(probabilities.get(one));
              return new Standing(found.front(), found.keeps(), 1).isEquivalent();
            })
            .toList();
    Set<FrontCandidate> again = new HashSet<>(unclear);
    for (FrontCandidate one : unclear) {
      probabilities.keySet().stream()
          .filter(other -> other.isNoWorseElsewhere(one) && isMeasured(other) && isNear(one, other))
          .forEach(again::add);
    }
    return probabilities.keySet().stream().filter(again::contains).toList();
  }

  private boolean isNear(FrontCandidate a, FrontCandidate b) {
    return IntStream.range(0, figures.size())
        .filter(f -> figures.get(f).isObjective())
        .allMatch(
            f -> Math.abs(Math.log(of(a, f).orNaN() / of(b, f).orNaN())) < FrontCandidates.FAR);
  }
}
