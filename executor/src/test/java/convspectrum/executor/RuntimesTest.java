package convspectrum.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RuntimesTest {
  @Test
  void namesAreSortedAndFound() {
    assertThat(Runtimes.names()).isSorted().contains("onnxruntime", "reference");
    for (String name : Runtimes.names()) {
      assertThat(Runtimes.named(name).name()).isEqualTo(name);
    }
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> Runtimes.named("onnx"))
        .hasMessage(
            "unknown runtime 'onnx'; expected one of onednn, onnxruntime, reference, vector");
  }
}
