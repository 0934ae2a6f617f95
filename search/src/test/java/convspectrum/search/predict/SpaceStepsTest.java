package convspectrum.search.predict;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.Runtimes;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Factored;
import convspectrum.search.additive.FactoringOptions;
import convspectrum.search.design.Sweep;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.SplitMix;
import convspectrum.spec.Spec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceStepsTest {
  private static final Sweep SPACE =
      Sweep.all(
          Spec.parse(
              "stages.yaml",
              """
              name: stages
              input: {channels: 16, height: 16, width: 16}
              parameters:
                width_1: [16, 32]
                width_2: [32, 48]
                segments_1: [1, 2, 16, depthwise]
                segments_2: [1, 4, depthwise]
                kernel_1: [3, 5]
                kernel_2: [3, 5]
                order: [pointwise-first, spatial-first]
              layers:
                - segmented: {out: $width_1, kernel: $kernel_1, segments: $segments_1, norm: batch, activation: relu}
                - residual:
                    body:
                      - segmented: {out: $width_1, kernel: $kernel_1, segments: $segments_1, order: $order}
                - segmented: {out: $width_2, kernel: $kernel_2, segments: $segments_2, stride: 2, activation: relu}
                - global-pool
                - flatten
                - linear: 10
              """));

  /** 2 · 2 · 4 · 3 · 2 · 2 · 2 designs. */
  private static final int DESIGNS = 384;

  @ParameterizedTest
  @ValueSource(strings = {"vector", "onnxruntime"})
  void areComposedPositionByPosition(String runtime) throws InterruptedException {
    SpaceSteps steps = new SpaceSteps(SPACE, Runtimes.named(runtime), RunOptions.SINGLE_THREAD, 1);
    Factored<List<StepType>> factored =
        Factored.of(
            steps.space(),
            steps.encoding(SPACE.base()),
            steps::of,
            new FactoringOptions(1, 2, 20, 500, DESIGNS));
    assertThat(factored.calls()).isLessThan(DESIGNS);
    AdditiveFigure macs =
        factored.figure("macs", its -> its.stream().mapToLong(step -> step.work().macs()).sum());
    SplitMix random = new SplitMix(99);
    for (int i = 0; i < 40; i++) {
      Encoding design = steps.space().random(random);
      Map<String, List<StepType>> compiled = steps.of(design).orElseThrow();
      assertThat(factored.of(design).orElseThrow()).as("%s", design).isEqualTo(compiled);
      assertThat(macs.of(design))
          .isEqualTo(
              compiled.values().stream()
                  .flatMap(List::stream)
                  .mapToLong(step -> step.work().macs())
                  .sum());
    }
  }

  @Test
  void anEncodingIsThatOfItsDesign() {
    SpaceSteps steps = new SpaceSteps(SPACE, Runtimes.named("vector"), RunOptions.SINGLE_THREAD, 1);
    Encoding encoding = steps.space().random(new SplitMix(5));
    assertThat(steps.encoding(steps.design(encoding))).isEqualTo(encoding);
  }
}
