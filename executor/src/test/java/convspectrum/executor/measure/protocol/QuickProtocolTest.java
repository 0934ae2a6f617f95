package convspectrum.executor.measure.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class QuickProtocolTest {
  @Test
  void manyDesignsHaveMoreTimeByDefault() {
    assertThat(QuickProtocol.of(1)).isEqualTo(QuickProtocol.DEFAULT);
    assertThat(QuickProtocol.of(17)).isEqualTo(QuickProtocol.DEFAULT);
    assertThat(QuickProtocol.of(33))
        .isEqualTo(QuickProtocol.DEFAULT.withBudget(Duration.ofSeconds(66)));
  }
}
