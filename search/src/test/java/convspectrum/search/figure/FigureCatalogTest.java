package convspectrum.search.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.strategy.Encoding;
import convspectrum.spec.Spec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FigureCatalogTest {
  private final FigureCatalog catalog =
      new FigureCatalog(List.of(), name -> Optional.empty(), List.of("onnxruntime-latency"));

  @Test
  void objectivesHaveADirectionAndAScale() {
    assertThat(catalog.objective("macs").toString()).isEqualTo("macs:min");
    assertThat(catalog.objective("macs:max").direction()).isEqualTo(Direction.MAX);
    assertThat(catalog.objective("macs").minimised(1000)).isEqualTo(3);
    assertThat(catalog.objective("params:max").minimised(100)).isEqualTo(-2);
    assertThat(catalog.objective("params").minimised(Double.NaN)).isInfinite();
    assertThat(catalog.objective("params").minimised(0)).isInfinite();
  }

  @Test
  void aCostIsAlsoFoundByTheNameOfItsColumn() {
    assertThat(catalog.named("live_macs").name()).isEqualTo("live-macs");
    assertThat(catalog.objective("live-params").toString()).isEqualTo("live-params:min");
    assertThat(catalog.constraints("live_params<=1M").getFirst().figure().name())
        .isEqualTo("live-params");
    assertThat(catalog.named("peak_memory").name()).isEqualTo("peak-memory");
  }

  /** 4 · 27 + 4 · 36 weights at 36 pixels; the second convolution is multiplied by zero. */
  @Test
  void liveCountsLeaveOutDeadBranches() {
    Spec spec =
        Spec.parse(
            "dead.yaml",
            """
            name: dead
            input: {channels: 3, height: 6, width: 6}
            layers:
              - conv: {out: 4, kernel: 3}
              - residual:
                  body:
                    - conv: {out: 4, kernel: 3}
                    - zero
            """);
    SearchedDesign design =
        new SearchedDesign(spec, spec.defaults(), Encoding.of(), Optional.empty());
    assertThat(catalog.named("params").of(design)).isEqualTo(108 + 144);
    assertThat(catalog.named("live-params").of(design)).isEqualTo(108);
    assertThat(catalog.named("macs").of(design)).isEqualTo(36 * (108 + 144));
    assertThat(catalog.named("live-macs").of(design)).isEqualTo(36 * 108);
    assertThat(catalog.named("live-macs").isCheap()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "params<=5e6, 5000000",
    "macs >= 1000, 1000",
    "bytes<=2KiB, 2048",
    "peak-memory<=1.5MiB, 1572864",
    "peak-memory<=3MB, 3000000",
    "macs<=1.5G and params<=2, 1500000000",
  })
  void boundsHaveUnits(String text, double bound) {
    assertThat(catalog.constraints(text).getFirst().bound()).isEqualTo(bound);
  }

  @Test
  void aViolationIsRelativeToTheBound() {
    assertThat(catalog.constraints("params<=100").getFirst().violation(150)).isEqualTo(0.5);
    assertThat(catalog.constraints("params<=100").getFirst().violation(100)).isZero();
    assertThat(catalog.constraints("params>=100").getFirst().violation(50)).isEqualTo(0.5);
    assertThat(catalog.constraints("params>=100").getFirst().violation(Double.NaN)).isInfinite();
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> catalog.objective("marcs"))
        .hasMessage("unknown figure 'marcs'; did you mean 'macs'?");
    FigureCatalog timed =
        new FigureCatalog(
            List.of(), name -> Optional.empty(), List.of("onnxruntime-latency", "vector-latency"));
    for (String word : List.of("latency", "time", "Latency")) {
      assertThatThrownBy(() -> timed.objective(word))
          .hasMessageEndingWith("did you mean 'onnxruntime-latency' or 'vector-latency'?");
    }
    assertThatThrownBy(() -> timed.objective("onnx-latency"))
        .hasMessageEndingWith("did you mean 'onnxruntime-latency'?");
    assertThatThrownBy(() -> timed.objective("memory"))
        .hasMessageEndingWith("did you mean 'peak-memory'?");
    assertThatThrownBy(() -> catalog.objective("macs:up"))
        .hasMessage("macs:up: got ':up', expected :min, :max or :log");
    assertThatThrownBy(() -> catalog.constraints("params"))
        .hasMessageStartingWith("'params', character 7: found no comparison behind 'params'");
    assertThatThrownBy(() -> catalog.constraints("params<5"))
        .hasMessage("'params<5': found '<'; expected <= or >=");
    assertThatThrownBy(() -> catalog.constraints("params<=5ms"))
        .hasMessage("'params<=5ms': found the unit 'ms'; expected none or one of %, G, K, M, k");
    assertThatThrownBy(() -> catalog.constraints("bytes<=5ms"))
        .hasMessageContaining("found the unit 'ms'; expected none or one of B, G, GB");
    assertThatThrownBy(() -> catalog.constraints("params<=many"))
        .hasMessageContaining("found 'many'; expected a number");
    assertThatThrownBy(() -> catalog.constraints("marcs<=5 and params=3, macs>=2"))
        .hasMessage(
            """
            'marcs<=5': unknown figure 'marcs'; did you mean 'macs'?
            'params=3': found '='; expected <= or >=\
            """);
  }
}
