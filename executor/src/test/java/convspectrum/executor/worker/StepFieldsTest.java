package convspectrum.executor.worker;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.RuntimeStep.Work;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StepFieldsTest {
  @Test
  void stepsComeBackAsTheyWere() {
    List<RuntimeStep> steps =
        List.of(
            new RuntimeStep(
                "Conv: 3x3 [1x8x6x6] -> [1x8x6x6]",
                "Conv depthwise + gemm",
                List.of("a, b", "c d%"),
                new Work(1, 2, 3, 4),
                "14 of 16 outputs a group"),
            new RuntimeStep("", "reorder", List.of("reorder"), new Work(0, 0, 5, 0)));
    Line sent = Line.parse(StepFields.line(steps).toString());
    assertThat(StepFields.steps(sent)).isEqualTo(steps);
    assertThat(StepFields.steps(Line.of(Line.OK))).isEmpty();
  }
}
