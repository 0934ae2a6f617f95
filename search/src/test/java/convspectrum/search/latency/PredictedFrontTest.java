package convspectrum.search.latency;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.PredictedFigure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.FrontTrial;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.run.SpaceSearch;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PredictedFrontTest {
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

  /** Off by up to 0.3 %, with an interval of 0.5 %. */
  private record Prediction(SyntheticLatency latency, boolean isMeasured)
      implements PredictedFigure {
    @Override
    public String name() {
      return "synthetic-predicted-latency";
    }

    @Override
    public Optional<Figure> measured() {
      return isMeasured ? Optional.of(latency) : Optional.empty();
    }

    @Override
    public Direction direction() {
      return Direction.MIN;
    }

    @Override
    public String key(SearchedDesign design) {
      return latency.key(design);
    }

    @Override
    public double of(SearchedDesign design) {
      double error = Math.floorMod(design.design().toString().hashCode(), 61) - 30;
      return latency.truth(design) * (1 + error / 10_000);
    }

    @Override
    public Evaluation evaluation(SearchedDesign design) {
      double value = of(design);
      return new Predicted(value, 0.995 * value, 1.005 * value, 0.25).evaluation();
    }
  }

  private static SearchPlan plan(Prediction prediction, List<String> bounds) {
    FigureCatalog catalog =
        new FigureCatalog(List.of(prediction), unused -> Optional.empty(), List.of());
    return new SearchPlan(
        Sweep.all(Spec.parse("small.yaml", SPACE)),
        List.of(catalog.objective("macs"), catalog.objective(prediction.name())),
        bounds.stream().flatMap(text -> catalog.constraints(text).stream()).toList(),
        Optional.empty(),
        Strategies.named("random"),
        1,
        48);
  }

  private static SearchResult run(SearchPlan plan) {
    Evaluations evaluations = new Evaluations(Optional.empty(), 1);
    SearchResult searched = new SpaceSearch(plan, evaluations).run(StudyProgress.NONE);
    return new FrontMeasuring(evaluations, 0.02, 1).of(searched, StudyProgress.NONE);
  }

  /** The front is that of a search in which every design is measured. */
  @Test
  void theMeasuredFrontIsTheTrueOneThoughPredictionsAreOff() {
    SyntheticLatency latency = new SyntheticLatency(1, 0);
    SearchPlan plan = plan(new Prediction(latency, true), List.of());
    SearchResult result = run(plan);

    FigureCatalog measured =
        new FigureCatalog(List.of(latency), unused -> Optional.empty(), List.of());
    SearchResult all =
        run(
            new SearchPlan(
                plan.sweep(),
                List.of(measured.objective("macs"), measured.objective(latency.name())),
                List.of(),
                Optional.empty(),
                plan.strategy(),
                1,
                48));
    assertThat(designs(result)).isEqualTo(designs(all));
    assertThat(result.plan()).isSameAs(plan);
    FrontTrial trial = result.trial().orElseThrow();
    assertThat(trial.figures()).containsExactly(latency.name());
    assertThat(trial.standings()).hasSizeLessThan(48).hasSizeGreaterThan(result.best().size());
    for (FoundDesign found : result.designs()) {
      assertThat(Double.isFinite(found.figure(latency.name())))
          .isEqualTo(trial.standings().containsKey(found.number()));
      assertThat(PredictedFigure.Predicted.of(found.evaluation("synthetic-predicted-latency")))
          .isEqualTo(
              new PredictedFigure.Predicted(
                  found.figure("synthetic-predicted-latency"),
                  0.995 * found.figure("synthetic-predicted-latency"),
                  1.005 * found.figure("synthetic-predicted-latency"),
                  0.25));
    }
  }

  private static Set<String> designs(SearchResult result) {
    return result.best().stream()
        .map(found -> found.design().toString())
        .collect(Collectors.toSet());
  }

  /** A bound on the prediction is one on what is measured. */
  @Test
  void aBoundIsMeasuredToo() {
    SyntheticLatency latency = new SyntheticLatency(1, 0);
    SearchResult result =
        run(plan(new Prediction(latency, true), List.of("synthetic-predicted-latency<=12")));

    assertThat(result.best()).isNotEmpty();
    for (FoundDesign found : result.best()) {
      assertThat(found.figure(latency.name())).isLessThanOrEqualTo(12 * 1.0001);
    }
    assertThat(result.rejections()).containsKey("synthetic-predicted-latency<=12");
  }

  @Test
  void withoutTheMeasuredFigureNothingIsMeasured() {
    SyntheticLatency latency = new SyntheticLatency(1, 0);
    SearchPlan plan = plan(new Prediction(latency, false), List.of());

    assertThat(plan.confirmed()).isSameAs(plan);
    assertThat(FrontMeasuring.measures(plan)).isFalse();
    assertThat(run(plan).trial()).isEmpty();
    assertThat(latency.groups).isZero();
  }
}
