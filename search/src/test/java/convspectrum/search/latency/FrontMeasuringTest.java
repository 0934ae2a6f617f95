package convspectrum.search.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Journal;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.FrontTrial.Standing;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.MeasuredRounds;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.run.SpaceSearch;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrontMeasuringTest {
  private static final String SPACE =
      """
      name: small
      input: {channels: 16, height: 8, width: 8}
      parameters:
        a: [1, 2, 4, 8]
        b: [1, 2, 4, 8]
        kernel: [1, 3, 5]
      layers:
        - segmented: {out: 16, kernel: $kernel, segments: $a}
        - segmented: {out: 16, kernel: 3, segments: $b}
      """;

  private static SearchPlan plan(
      List<SyntheticLatency> latencies, List<String> objectives, List<String> bounds) {
    FigureCatalog catalog =
        new FigureCatalog(List.copyOf(latencies), unused -> Optional.empty(), List.of());
    return new SearchPlan(
        Sweep.all(Spec.parse("small.yaml", SPACE)),
        objectives.stream().map(catalog::objective).toList(),
        bounds.stream().flatMap(text -> catalog.constraints(text).stream()).toList(),
        Optional.empty(),
        Strategies.named("random"),
        1,
        48);
  }

  private static SearchResult run(SyntheticLatency latency, Optional<Journal> journal) {
    return run(plan(List.of(latency), List.of("macs", "synthetic-latency"), List.of()), journal);
  }

  private static SearchResult run(SearchPlan plan, Optional<Journal> journal) {
    Evaluations evaluations = new Evaluations(journal, 1);
    SearchResult searched = new SpaceSearch(plan, evaluations).run(StudyProgress.NONE);
    return new FrontMeasuring(evaluations, 0.02, 1).of(searched, StudyProgress.NONE);
  }

  private static double truth(SearchResult result, FoundDesign found) {
    return new SyntheticLatency(0, 0)
        .truth(
            new SearchedDesign(
                result.plan().sweep().spec(),
                found.design(),
                found.entry().encoding(),
                Optional.empty()));
  }

  /** Whether nothing has no more MACs and is truly faster, or fewer and is as fast. */
  private static boolean belongs(SearchResult result, FoundDesign one) {
    double margin = 1.02;
    return result.designs().stream()
        .noneMatch(other -> {
          double faster = truth(result, one) / truth(result, other);
          boolean fewer = other.figure("macs") < one.figure("macs");
          return other.figure("macs") <= one.figure("macs")
              && (faster > margin || (fewer && faster >= 1 / margin));
        });
  }

  @Test
  void withoutNoiseTheFrontIsTheTrueOneAndClear() {
    SyntheticLatency latency = new SyntheticLatency(1, 0);
    SearchResult result = run(latency, Optional.empty());
    FrontTrial trial = result.trial().orElseThrow();
    assertThat(trial.standings().values()).isNotEmpty().noneMatch(Standing::isEquivalent);
    assertThat(result.best()).hasSizeGreaterThan(3);
    for (FoundDesign found : result.designs()) {
      assertThat(result.best().contains(found))
          .as(found.design().toString())
          .isEqualTo(belongs(result, found));
    }
  }

  @Test
  void whatIsSaidToBelongDoes() {
    int said = 0;
    int right = 0;
    for (int seed = 0; seed < 20; seed++) {
      SearchResult result = run(new SyntheticLatency(seed, 0.01), Optional.empty());
      FrontTrial trial = result.trial().orElseThrow();
      for (FoundDesign found : result.best()) {
        if (!Objects.requireNonNull(trial.standings().get(found.number())).isEquivalent()) {
          said++;
          right += belongs(result, found) ? 1 : 0;
        }
      }
    }
    assertThat(said).isGreaterThan(100);
    assertThat(right / (double) said).isGreaterThan(0.9);
  }

  @Test
  void theSecondRunMeasuresNothingAndEndsTheSame(@TempDir Path folder) {
    String[] texts = new String[2];
    int[] groups = new int[2];
    for (int i = 0; i < 2; i++) {
      // Other noise: what comes out the same is from the journal.
      SyntheticLatency latency = new SyntheticLatency(i, 0.01);
      try (Journal journal = Journal.open(folder.resolve("j.db"), "small", "1")) {
        SearchResult result = run(latency, Optional.of(journal));
        texts[i] =
            result.best().stream()
                    .map(one -> one.design() + " " + one.figure("synthetic-latency"))
                    .toList()
                + " "
                + new java.util.TreeMap<>(result.trial().orElseThrow().standings())
                + result.conditions();
      }
      groups[i] = latency.groups;
    }
    assertThat(groups[0]).isGreaterThan(FrontMeasuring.LEAST_GROUPS);
    assertThat(groups[1]).isZero();
    assertThat(texts[1]).isEqualTo(texts[0]);
  }

  private static double truth(SearchResult result, FoundDesign found, SyntheticLatency latency) {
    return latency.truth(
        new SearchedDesign(
            result.plan().sweep().spec(),
            found.design(),
            found.entry().encoding(),
            Optional.empty()));
  }

  /** One measurement in six is forty times too long, as on a busy machine. */
  @Test
  void aBoundIsHeldToWhatIsTrueAndSaysWhereItIsNotSure() {
    int said = 0;
    int right = 0;
    int covered = 0;
    int intervals = 0;
    for (int seed = 0; seed < 10; seed++) {
      SyntheticLatency latency = new SyntheticLatency(seed, 0.02);
      SearchPlan plan =
          plan(List.of(latency), List.of("macs", "params:max"), List.of("synthetic-latency<=12"));
      SearchResult result = run(plan, Optional.empty());
      FrontTrial trial = result.trial().orElseThrow();
      assertThat(result.best()).isNotEmpty();
      for (FoundDesign found : result.best()) {
        double truth = truth(result, found, latency);
        Standing standing = Objects.requireNonNull(trial.standings().get(found.number()));
        if (standing.keeps() > FrontTrial.IN) {
          said++;
          right += truth <= 12 ? 1 : 0;
        }
        Estimate estimate =
            MeasuredFigure.estimate(
                Objects.requireNonNull(found.figures().get("synthetic-latency")));
        intervals++;
        covered += estimate.interval().orElseThrow().contains(truth) ? 1 : 0;
      }
    }
    assertThat(said).isGreaterThan(20);
    assertThat(right / (double) said).isGreaterThan(0.95);
    assertThat(covered / (double) intervals).isGreaterThan(0.9);
  }

  /** What one bad moment made slow is measured again before it is believed. */
  @Test
  void aMeasurementThatIsFarOffDoesNotStay() {
    SyntheticLatency latency = new SyntheticLatency(1, 0.005).withSpikeIn(1, 40);
    SearchPlan plan =
        plan(List.of(latency), List.of("macs", "params:max"), List.of("synthetic-latency<=400"));
    SearchResult result = run(plan, Optional.empty());
    for (FoundDesign found : result.best()) {
      assertThat(found.figure("synthetic-latency"))
          .isCloseTo(truth(result, found, latency), withinPercentage(5));
    }
  }

  @Test
  void twoLatenciesAreMeasuredAfreshTogether() {
    SyntheticLatency one = new SyntheticLatency(1, 0.005);
    SyntheticLatency two = new SyntheticLatency(2, 0.005).named("other-latency", 0.4);
    SearchResult result =
        run(
            plan(List.of(one, two), List.of("synthetic-latency", "other-latency"), List.of()),
            Optional.empty());
    FrontTrial trial = result.trial().orElseThrow();
    assertThat(trial.figures()).containsExactly("synthetic-latency", "other-latency");
    assertThat(result.best()).hasSizeGreaterThan(2);
    for (FoundDesign found : result.best()) {
      Standing standing = Objects.requireNonNull(trial.standings().get(found.number()));
      assertThat(standing.groups()).isGreaterThanOrEqualTo(FrontMeasuring.LEAST_GROUPS);
      boolean beaten =
          result.designs().stream()
              .anyMatch(other ->
                  truth(result, other, one) * 1.03 < truth(result, found, one)
                      && truth(result, other, two) * 1.03 < truth(result, found, two));
      assertThat(beaten && !standing.isEquivalent()).isFalse();
    }
  }

  /** Only those whose interval holds the bound are asked again while the search goes on. */
  @Test
  void aDesignNearTheBoundIsAskedAgain() {
    SyntheticLatency latency = new SyntheticLatency(1, 0.005);
    SearchPlan plan =
        plan(List.of(latency), List.of("macs", "params:max"), List.of("synthetic-latency<=12"));
    SearchResult searched =
        new SpaceSearch(plan, new Evaluations(Optional.empty(), 1)).run(StudyProgress.NONE);
    int near = 0;
    for (FoundDesign found : searched.designs()) {
      int groups =
          MeasuredRounds.of(Objects.requireNonNull(found.figures().get("synthetic-latency")))
              .groups()
              .size();
      double distance = Math.abs(Math.log(truth(searched, found, latency) / 12));
      if (distance < 0.02) {
        assertThat(groups).isGreaterThan(1);
        near++;
      } else if (distance > 0.1) {
        assertThat(groups).isEqualTo(1);
      }
    }
    assertThat(near).isPositive();
  }
}
