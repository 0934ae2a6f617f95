package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveParamsTest {
  @Test
  void aDeadBranchDoesNotCount() {
    assertThat(DeadBranch.score("params")).isEqualTo(116 + 144 + 10);
    assertThat(DeadBranch.score("live_params")).isEqualTo(116 + 10);
  }
}
