package convspectrum.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.reports.table.Cell;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RecommendedTest {
  private final Designs designs = Studies.designs(Studies.SPEC);

  @Test
  void theFastestAndTheLargestOfThoseFasterThanTheBaseline() {
    Recommended found =
        recommended(
            Studies.run(
                designs,
                Map.of("regular", 4.0, "plain", 5.0, "segments=2", 2.5, "segments=8", 1.0)));
    assertThat(found.designs())
        .extracting(ComparedDesign::label)
        .containsExactly("segments=8", "segments=2");
    assertThat(found.table().column("why").cells())
        .extracting(Cell::text)
        .containsExactly("fastest by fast", "most MACs of those faster than the baseline by fast");
    assertThat(found.sentence())
        .contains(
            "Fastest is segments=8 by fast: 1.000 ms [0.990, 1.010], 4.00 [3.96, 4.04] times as"
                + " fast as regular.");
  }

  @Test
  void whatCannotBeToldApartIsSaid() {
    Recommended found =
        recommended(
            Studies.run(
                designs,
                Map.of("regular", 4.0, "plain", 5.0, "segments=2", 1.0, "segments=8", 1.0)));
    assertThat(found.sentence().orElseThrow())
        .startsWith("Among the fastest is segments=2 by fast")
        .endsWith("; it cannot be told from segments=8.");
    assertThat(found.table().column("why").cells().getFirst().text())
        .isEqualTo(
            "among the fastest by fast; most MACs of those faster than the baseline by fast");
  }

  /** Ratios of the same rounds tell these times apart, but their intervals overlap. */
  @Test
  void whatTheSummaryCannotTellApartTheAnswerCannotEither() {
    Recommended found =
        recommended(
            Studies.run(
                designs,
                Map.of("regular", 4.0, "plain", 5.0, "segments=2", 1.01, "segments=8", 1.0)));
    assertThat(found.sentence().orElseThrow())
        .startsWith("Among the fastest is segments=8 by fast")
        .endsWith("; it cannot be told from segments=2.");
  }

  @Test
  void runtimesThatCannotBeToldApartAreNamed() {
    Map<String, Double> times =
        Map.of("regular", 4.0, "plain", 5.0, "segments=2", 2.0, "segments=8", 1.0);
    assertThat(
            of(Studies.latencies(Studies.run(designs, times), Studies.run("quick", designs, times)))
                .sentence()
                .orElseThrow())
        .startsWith("Among the fastest is segments=8 by fast")
        .endsWith("; it cannot be told from segments=8 by quick.");
  }

  @Test
  void theAnswerOfAVeryNoisyMachineSaysThatItWas() {
    Map<String, Double> times = Map.of("regular", 4.0, "segments=2", 2.0, "segments=8", 1.0);
    assertThat(
            recommended(Studies.run(designs, times, NoiseReport.Level.VERY_NOISY))
                .sentence()
                .orElseThrow())
        .startsWith("Fastest is segments=8 by fast")
        .endsWith("; but the machine was very noisy, so measure again before you rely on it.");
  }

  @Test
  void fewRepetitionsRecommendNothing() {
    Recommended found =
        recommended(Studies.few(designs, Map.of("regular", 4.0, "plain", 5.0, "segments=2", 2.0)));
    assertThat(found.designs()).isEmpty();
    assertThat(found.sentence()).isEmpty();
  }

  @Test
  void countsAloneRecommendTheFewestMacs() {
    Recommended found = of(Latencies.none());
    assertThat(found.designs()).extracting(ComparedDesign::label).containsExactly("segments=8");
    assertThat(found.sentence())
        .contains(
            "Of 5 designs that were counted, segments=8 has the fewest MACs: 4.896 k, 4.24 times"
                + " fewer than regular.");
  }

  /** Of one design nothing is recommended; the answer is what it takes and costs. */
  @Test
  void oneDesignIsItsFigures() {
    Designs one =
        Studies.designs(
            "name: one\ninput: {channels: 8, height: 6, width: 6}\nlayers: [conv: {out: 8}]\n");
    Latencies timed = Studies.latencies(Studies.run(one, Map.of("one", 2.0)));
    Recommended found = Recommended.of(one, timed, new Comparison(one, timed, List.of()));
    assertThat(found.designs()).isEmpty();
    assertThat(found.sentence())
        .contains(
            "one takes 2.00 ms [1.98, 2.02] by fast; it has 576 parameters and 20.74 k MACs.");
    assertThat(
            Recommended.of(one, Latencies.none(), new Comparison(one, Latencies.none(), List.of()))
                .sentence())
        .contains("one has 576 parameters and 20.74 k MACs.");
  }

  private Recommended recommended(MeasurementRun run) {
    return of(Studies.latencies(run));
  }

  private Recommended of(Latencies latencies) {
    return Recommended.of(designs, latencies, new Comparison(designs, latencies, List.of()));
  }
}
