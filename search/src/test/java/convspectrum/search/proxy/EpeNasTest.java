package convspectrum.search.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import convspectrum.spec.graph.ActivationFunction;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class EpeNasTest {
  @Test
  void sumsTheLogarithmsOfCorrelationsWithinEachClass() {
    int[] labels = {2, 0, 2, 1, 0, 2};
    NormedNetwork network = new NormedNetwork(7, labels);
    double expected = 0;
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      for (int n = 0; n < labels.length; n++) {
        for (int m = 0; m < labels.length; m++) {
          if (labels[n] == c && labels[m] == c) {
            double correlation =
                n == m
                    ? 1
                    : new PearsonsCorrelation()
                        .correlation(network.jacobian(n), network.jacobian(m));
            sum += Math.log(Math.abs(correlation) + 1e-5);
          }
        }
      }
      expected += Math.abs(sum);
    }
    assertThat(expected).isGreaterThan(0.1);
    assertThat(network.score("epe_nas").number().orElseThrow()).isCloseTo(expected, offset(1e-6));
  }

  @Test
  void isUndefinedWhereNoTwoImagesShareAClass() {
    // J = (6, 2) and (9, −4), as for jacob_cov; the labels are 0 and 1.
    assertThat(TwoLayers.score("epe_nas", ActivationFunction.RELU, new float[] {1, -1, 2, 3}))
        .isEqualTo(
            new Score.Undefined("too few of the 2 images share a class; take a larger batch"));
  }
}
