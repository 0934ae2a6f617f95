package convspectrum.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LatencyFiguresTest {
  @Test
  void theTypeBehindALatencyIsPartOfItsName() {
    assertThat(LatencyFigures.canonical("onnxruntime-latency:int8"))
        .isEqualTo("onnxruntime-int8-latency");
    assertThat(LatencyFigures.canonical("onnxruntime-latency@2:int8:max"))
        .isEqualTo("onnxruntime-int8-latency@2:max");
    assertThat(LatencyFigures.canonical("onnxruntime-latency:int8<=3"))
        .isEqualTo("onnxruntime-int8-latency<=3");
    assertThat(LatencyFigures.canonical("macs:max")).isEqualTo("macs:max");
    assertThat(LatencyFigures.canonical("vector-latency:min")).isEqualTo("vector-latency:min");
  }
}
