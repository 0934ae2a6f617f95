package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveMacsTest {
  @Test
  void aDeadBranchDoesNotCount() {
    assertThat(DeadBranch.score("macs")).isEqualTo(3_888 + 5_184 + 8);
    assertThat(DeadBranch.score("live_macs")).isEqualTo(3_888 + 8);
  }
}
