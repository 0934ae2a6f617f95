package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.spec.graph.ActivationFunction;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class JacobExcessTest {
  @Test
  void comparesCorrelationsWithChance() {
    int alike = 0;
    int apart = 0;
    for (int seed = 1; seed <= 60; seed++) {
      NormedNetwork network = new NormedNetwork(seed, 0, 1, 2, 3, 0);
      if (network.score("jacob_cov").number().isEmpty()) {
        // All ReLUs are off for an image.
        assertThat(network.score("jacob_excess")).isEqualTo(network.score("jacob_cov"));
        continue;
      }
      double squares = 0;
      PearsonsCorrelation pearson = new PearsonsCorrelation();
      for (int n = 0; n < network.samples(); n++) {
        for (int m = 0; m < n; m++) {
          squares += Math.pow(pearson.correlation(network.jacobian(n), network.jacobian(m)), 2);
        }
      }
      // Ten pairs of Jacobians of 2×2×2.
      boolean isAlike = squares / 10 > 2.3 / 8;
      // Five eigenvalues of 1: no two images correlate.
      double largest = -5 * (Math.log(1 + 1e-5) + 1 / (1 + 1e-5));
      double expected = isAlike ? network.score("jacob_cov").number().orElseThrow() : largest;
      assertThat(network.score("jacob_excess").number().orElseThrow())
          .as("seed %d: %s", seed, squares)
          .isCloseTo(expected, offset(1e-9));
      alike += isAlike ? 1 : 0;
      apart += isAlike ? 0 : 1;
    }
    assertThat(alike).isGreaterThan(2);
    assertThat(apart).isGreaterThan(2);
  }

  /**
   * J = (6, 2) and (9, −4), as for jacob_cov, whose ρ² is 1; of D = 2 that is no more than chance.
   */
  @Test
  void fewElementsCorrelateByChance() {
    assertThat(TwoLayers.score("jacob_excess", ActivationFunction.RELU, new float[] {1, -1, 2, 3}))
        .isEqualTo(Score.of(-2 * (Math.log(1 + 1e-5) + 1 / (1 + 1e-5))));
  }

  @Test
  void isUndefinedWhereNothingPasses() {
    assertThat(TwoLayers.score("jacob_excess"))
        .isEqualTo(
            new Score.Undefined("the gradient of the outputs is 0 for 1 of 2 images, in float64"));
  }
}
