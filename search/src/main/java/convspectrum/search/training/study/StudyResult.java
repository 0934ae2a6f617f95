package convspectrum.search.training.study;

import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.claim.Claim;
import convspectrum.search.claim.JudgedClaim;
import convspectrum.search.training.SeedSample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What came of a study.
 *
 * @param study with the schedule that was asked for
 * @param outcomes one for each design, in their order
 * @param testImages number of test images
 * @param whole whether all trainings were made
 */
public record StudyResult(
    AccuracyStudy study, List<Outcome> outcomes, int testImages, boolean whole) {
  /**
   * The trainings of a design.
   *
   * @param rate the learning rate that is best on validation images; none where it is not known
   *     yet, or every one diverged
   * @param accuracies share of the test images by seed, ascending
   * @param diverged trainings of paired seeds that came to no result
   */
  public record Outcome(
      StudiedDesign design, Optional<Double> rate, Map<Long, Double> accuracies, int diverged) {
    public Outcome {
      accuracies = new LinkedHashMap<>(accuracies);
    }
  }

  public StudyResult {
    outcomes = List.copyOf(outcomes);
  }

  /** Whether some design has an accuracy. */
  public boolean hasAccuracies() {
    return outcomes.stream().anyMatch(one -> !one.accuracies().isEmpty());
  }

  /** The mean accuracy of a design over its seeds, with its 95 % interval. */
  public Estimate accuracy(Outcome outcome) {
    return SeedSample.mean(
        outcome.accuracies().values().stream().mapToDouble(Double::doubleValue).toArray(),
        Interval.LEVEL,
        least());
  }

  /** All differences, a family for each sentence. */
  public List<DifferenceFamily> families() {
    Map<List<Object>, List<PairedDifference>> families = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Outcome base = base(outcome);
      if (base != outcome) {
        families
            .computeIfAbsent(
                List.of(outcome.design().equality(), outcome.design().other()),
                _ -> new ArrayList<>())
            .add(difference(outcome, base));
      }
    }
    List<DifferenceFamily> all = new ArrayList<>();
    for (List<PairedDifference> differences : families.values()) {
      StudiedDesign design = differences.getFirst().design();
      StudiedDesign base = differences.getFirst().base();
      all.add(
          new DifferenceFamily(
              design.equality(), design.other(), base.other().orElse(base.value()), differences));
    }
    return all;
  }

  /** The outcome that another is compared with; the same one where it is the first. */
  private Outcome base(Outcome outcome) {
    StudiedDesign design = outcome.design();
    return outcomes.stream()
        .filter(one -> one.design().equality() == design.equality())
        .filter(one -> study.compared().isEmpty() || one.design().value().equals(design.value()))
        .findFirst()
        .orElseThrow();
  }

  private PairedDifference difference(Outcome outcome, Outcome base) {
    List<double[]> paired = paired(List.of(outcome, base));
    double[] differences = paired.getFirst().clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= paired.getLast()[i];
    }
    return new PairedDifference(
        outcome.design(),
        base.design(),
        differences.length,
        SeedSample.error(differences),
        SeedSample.mean(differences, level(), least()));
  }

  /**
   * The level of an interval of a family whose intervals hold together with 95 %, at each look
   * (Bonferroni): 1 − 0.05 / (looks · differences of a family).
   */
  private double level() {
    long values = outcomes.stream().map(one -> one.design().value()).distinct().count();
    long differences = study.compared().isPresent() ? values : values - 1;
    return Leaders.level(study.schedule().looks() * (int) differences);
  }

  /** An accuracy is a whole number of images: equal ones do not have a deviation of 0. */
  private double least() {
    return 1.0 / testImages;
  }

  /** The accuracies of some over the seeds that all of them have. */
  private static List<double[]> paired(List<Outcome> some) {
    if (some.isEmpty()) {
      return List.of(new double[0]);
    }
    Set<Long> seeds = new LinkedHashSet<>(some.getFirst().accuracies().keySet());
    some.forEach(one -> seeds.retainAll(one.accuracies().keySet()));
    return some.stream()
        .map(one ->
            seeds.stream()
                .mapToDouble(seed -> one.accuracies().getOrDefault(seed, Double.NaN))
                .toArray())
        .toList();
  }

  /** The designs that need more seeds: those of differences without a sign. */
  List<StudiedDesign> undecided() {
    Set<String> undecided = new HashSet<>();
    families().stream()
        .map(DifferenceFamily::differences)
        .flatMap(Collection::stream)
        .filter(one -> one.sign() == Sign.UNDECIDED)
        .forEach(one -> undecided.addAll(List.of(one.base().label(), one.design().label())));
    return outcomes.stream()
        .map(Outcome::design)
        .filter(one -> undecided.contains(one.label()))
        .toList();
  }

  /**
   * The values of the varied parameter that may be the most accurate one, by equality and by the
   * value of the compared parameter; the leader first. None where no seed is common to all.
   */
  public Optional<List<String>> best(Equality equality, Optional<String> other) {
    List<Outcome> some = along(equality, other);
    List<double[]> paired = paired(some);
    if (paired.getFirst().length < 2) {
      return Optional.empty();
    }
    Leaders leaders = Leaders.of(paired, least());
    Set<String> values = new LinkedHashSet<>();
    values.add(some.get(leaders.leader()).design().value());
    leaders.told().forEach(place -> values.add(some.get(place).design().value()));
    return Optional.of(List.copyOf(values));
  }

  /** The knee at equal width; none where it is not asked for, or there are no two common seeds. */
  public Optional<Knee> knee(Optional<String> other) {
    List<Outcome> some = along(Equality.WIDTH, other);
    List<StudiedDesign> designs = some.stream().map(Outcome::design).toList();
    if (!Knee.isAsked(designs)) {
      return Optional.empty();
    }
    List<double[]> paired = paired(some);
    return paired.getFirst().length < 2
        ? Optional.empty()
        : Optional.of(Knee.of(designs, paired, least()));
  }

  /** Designs along the varied parameter, without those that have no accuracy. */
  private List<Outcome> along(Equality equality, Optional<String> other) {
    return outcomes.stream()
        .filter(one -> one.design().equality() == equality && one.design().other().equals(other))
        .filter(one -> !one.accuracies().isEmpty())
        .toList();
  }

  /** The designs whose best learning rate is the least or the largest that was tried. */
  public List<String> atTheEnds() {
    List<Double> rates = study.schedule().rates().stream().sorted().toList();
    List<String> sentences = new ArrayList<>();
    for (double end :
        rates.size() < 3 ? List.<Double>of() : List.of(rates.getFirst(), rates.getLast())) {
      List<String> labels =
          outcomes.stream()
              .filter(one -> one.rate().equals(Optional.of(end)))
              .map(one -> one.design().label())
              .toList();
      if (!labels.isEmpty()) {
        sentences.add(
            "The best learning rate of %s is %s, the %s of those that were tried; a %s one may be better."
                .formatted(
                    String.join("; ", labels),
                    end,
                    end == rates.getFirst() ? "least" : "largest",
                    end == rates.getFirst() ? "lower" : "higher"));
      }
    }
    return sentences;
  }

  /** What the study says of its claims. */
  public List<JudgedClaim> claims() {
    TrainedClaims judge = new TrainedClaims(outcomes, study.schedule().looks(), least());
    return study.claims().stream().map((Claim claim) -> judge.judge(claim)).toList();
  }
}
