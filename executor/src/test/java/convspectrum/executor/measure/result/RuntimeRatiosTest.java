package convspectrum.executor.measure.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.executor.statistics.Samples;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ratios of samples that are given. */
class RuntimeRatiosTest {
  private static final NoiseReport QUIET = NoiseReport.of(List.of(), List.of(), 0, Activity.NONE);

  private static MeasurementRun run(String runtime, Map<String, List<Double>> samples) {
    Conditions conditions =
        new Conditions(
            runtime, "1", 1, "float32", "0123456789ab", Instant.parse("2026-01-01T00:00:00Z"));
    List<Outcome> outcomes =
        new TreeMap<>(samples)
            .entrySet().stream()
                .map(entry ->
                    (Outcome)
                        new Measurement(
                            entry.getKey(),
                            conditions,
                            QuickProtocol.DEFAULT,
                            new WarmUp(1, 1, true),
                            1,
                            Samples.independent(entry.getValue()),
                            List.of(),
                            new Estimate(1, Optional.empty()),
                            Optional.empty(),
                            QUIET))
                .toList();
    return new MeasurementRun(
        conditions, QuickProtocol.DEFAULT, outcomes, QUIET, 20, 1, false, 0, List.of());
  }

  private static List<Double> always(double value) {
    return Collections.nCopies(20, value);
  }

  @Test
  void theOthersTimeIsDividedByTheFirsts() {
    List<RuntimeRatios> all =
        RuntimeRatios.of(
            List.of(
                run("vector", Map.of("a", always(2), "b", always(4), "c", always(1))),
                run("onnxruntime", Map.of("a", always(3), "b", always(2))),
                run("reference", Map.of("c", always(50)))));
    assertThat(all).extracting(RuntimeRatios::runtime).containsExactly("onnxruntime", "reference");
    RuntimeRatios onnxruntime = all.getFirst();
    assertThat(onnxruntime.relativeTo()).isEqualTo("vector");
    assertThat(onnxruntime.ratios())
        .extracting(RuntimeRatios.Ratio::design)
        .containsExactly("a", "b");
    assertThat(onnxruntime.ratio("a").orElseThrow().estimate())
        .isEqualTo(new Estimate(1.5, Optional.of(new Interval(1.5, 1.5))));
    assertThat(onnxruntime.ratio("b").orElseThrow().estimate().value()).isEqualTo(0.5);
    assertThat(onnxruntime.ratio("c")).isEmpty();
    Estimate mean = onnxruntime.geometricMean().orElseThrow();
    assertThat(mean.value()).isCloseTo(Math.sqrt(0.75), within(1e-12));
    assertThat(mean.low()).isCloseTo(Math.sqrt(0.75), within(1e-12));
    assertThat(all.get(1).geometricMean().orElseThrow().value()).isCloseTo(50, within(1e-9));
  }

  @Test
  void oneRuntimeIsComparedWithNoneAndStrangersHaveNoMean() {
    MeasurementRun run = run("vector", Map.of("a", always(2)));
    assertThat(RuntimeRatios.of(List.of(run))).isEmpty();
    assertThat(RuntimeRatios.of(List.of())).isEmpty();
    RuntimeRatios strangers =
        RuntimeRatios.of(List.of(run, run("other", Map.of("b", always(2))))).getFirst();
    assertThat(strangers.ratios()).isEmpty();
    assertThat(strangers.geometricMean()).isEmpty();
  }
}
