package convspectrum.search.proxy;

import static convspectrum.search.proxy.TwoLayers.Q;
import static convspectrum.search.proxy.TwoLayers.R;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.api.Test;

class GradNormTest {
  @Test
  void addsTheNormsOfMeanGradients() {
    // Half of (r, 3r − 4q; −r, 4q − 3r) and of (−r, 0; 2q − 2r, 2q).
    double second = Math.sqrt(2 * R * R + 2 * Math.pow(4 * Q - 3 * R, 2));
    double first = Math.sqrt(R * R + 4 * Math.pow(Q - R, 2) + 4 * Q * Q);
    assertThat(TwoLayers.score("grad_norm").number().orElseThrow())
        .isCloseTo((first + second) / 2, offset(1e-12));
  }
}
