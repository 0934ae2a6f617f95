package convspectrum.executor.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import org.junit.jupiter.api.Test;

final class OrtLibraryTest {
  @Test
  void aReasonFitsIntoACellOfATable() {
    String problem = "Non-zero status code returned while running Pool node. Name:'layers.0.pool'";
    String placed = "/onnxruntime_src/core/providers/cpu/nn/pool_attributes.h:78 ";
    assertThat(
            OrtLibrary.reason(
                new OrtException("Error code - ORT_FAIL - message: " + placed + problem)))
        .isEqualTo(problem);
    assertThat(OrtLibrary.reason(new OrtException("two\n lines"))).isEqualTo("two lines");
    assertThat(OrtLibrary.reason(new OrtException("x".repeat(600)))).hasSize(200).endsWith("x…");
  }
}
