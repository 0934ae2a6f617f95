package convspectrum.reports.explore;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.measure.result.MeasurementRun;
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
        .startsWith("Fastest is segments=2 by fast")
        .endsWith(" It cannot be told from segments=8.");
    assertThat(found.table().column("why").cells().getFirst().text())
        .isEqualTo(
            "among the fastest by fast; most MACs of those faster than the baseline by fast");
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
            "5 designs were counted; fewest MACs has segments=8, 4.896 k, 4.24 times fewer than"
                + " regular.");
  }

  private Recommended recommended(MeasurementRun run) {
    return of(Studies.latencies(run));
  }

  private Recommended of(Latencies latencies) {
    return Recommended.of(designs, latencies, new Comparison(designs, latencies, List.of()));
  }
}
