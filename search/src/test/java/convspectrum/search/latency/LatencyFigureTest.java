package convspectrum.search.latency;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.MeasuredRounds;
import convspectrum.search.strategy.Encoding;
import convspectrum.spec.Spec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LatencyFigureTest {
  private static final Spec SPEC =
      Spec.parse(
          "one.yaml",
          """
          name: one
          input: {channels: 4, height: 4, width: 4}
          parameters: {out: [4, 8]}
          layers:
            - pointwise: {out: $out}
          """);

  private final List<Integer> efforts = new ArrayList<>();

  /** The baseline takes 2 ms, all else 3 ms; rounds are those that fit. */
  private MeasurementRun measure(Designs designs, int effort, int rounds) {
    efforts.add(effort);
    Conditions conditions =
        new Conditions("vector", "java 25", 1, "float32", "0123456789ab", Instant.EPOCH);
    NoiseReport noise = NoiseReport.of(List.of(), List.of(), 0, Activity.NONE);
    List<Outcome> outcomes = new ArrayList<>();
    for (String label : designs.rows().stream().map(row -> row.label()).toList()) {
      List<Double> times =
          Collections.nCopies(rounds, label.equals(MeasuringGroup.BASELINE) ? 2.0 : 3.0);
      outcomes.add(
          new Measurement(
              label,
              conditions,
              QuickProtocol.DEFAULT,
              new WarmUp(8, 0.1, true),
              1,
              new Samples(times, List.of(rounds)),
              List.of(),
              new Estimate(times.getFirst(), Optional.empty()),
              Optional.empty(),
              noise));
    }
    return new MeasurementRun(
        conditions, QuickProtocol.DEFAULT, outcomes, noise, rounds, 1, false, 0, List.of());
  }

  private Map<String, Evaluation> measured(int roundsByEffort) throws InterruptedException {
    LatencyFigure figure =
        new LatencyFigure(
            "vector",
            1,
            "java 25",
            "a CPU of 2 cores",
            Network.design(SPEC, SPEC.defaults(), Optional.empty()),
            (designs, effort) ->
                measure(designs, effort, designs.rows().size() == 1 ? 20 : roundsByEffort * effort),
            Clock.fixed(Instant.parse("2026-11-29T04:26:57.123Z"), ZoneOffset.UTC));
    SearchedDesign wide =
        new SearchedDesign(SPEC, SPEC.defaults().with(0, 1), Encoding.of(1), Optional.empty());
    Map<String, Evaluation> found = figure.measure(List.of(wide), _ -> Optional.empty());
    assertThat(found).containsKey(figure.key(wide));
    return Map.of(
        "wide",
        Objects.requireNonNull(found.get(figure.key(wide))),
        "group",
        Objects.requireNonNull(found.get("group 2026-11-29T04:26:57.123Z")));
  }

  @Test
  void theFigureHasAnIntervalAndSaysWhenAndWhereItWasMeasured() throws InterruptedException {
    Map<String, Evaluation> found = measured(20);
    Evaluation wide = Objects.requireNonNull(found.get("wide"));
    assertThat(wide.orNaN()).isEqualTo(3);
    Estimate estimate = MeasuredFigure.estimate(wide);
    assertThat(estimate.low()).isBetween(2.8, 2.95);
    assertThat(estimate.high()).isBetween(3.05, 3.2);
    assertThat(MeasuredRounds.of(wide).groups().getFirst().name())
        .isEqualTo("2026-11-29T04:26:57.123Z");
    assertThat(Objects.requireNonNull(found.get("group")).note())
        .isEqualTo(
            "2026-11-29T04:26:57.123Z; a CPU of 2 cores; vector java 25, 1 thread; The machine was"
                + " quiet.");
    assertThat(efforts).as("the baseline alone four times, then one group").hasSize(5);
  }

  /** Of two rounds there is no interval; of four neither; of eight there is. */
  @Test
  void tooFewRoundsAreMeasuredAgainWithMoreTime() throws InterruptedException {
    Map<String, Evaluation> found = measured(2);
    assertThat(efforts).endsWith(1, 2, 4);
    assertThat(MeasuredFigure.estimate(Objects.requireNonNull(found.get("wide"))).interval())
        .isPresent();
  }
}
