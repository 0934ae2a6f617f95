package convspectrum.search.predict.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TransferFitTest {
  private static final int DESIGNS = 15;

  @Test
  void factorsOfEachKindAreFound() {
    double[] truth = {0.5, 2, 1.2};
    double[][] there = times(3);
    double[] here = times(there, truth);

    TransferFit fit = TransferFit.of(there, here);

    for (int k = 0; k < truth.length; k++) {
      assertThat(fit.factors().get(k)).isEqualTo(truth[k], within(0.02 * truth[k]));
    }
    assertThat(fit.medianError()).isLessThan(0.01);
    assertThat(fit.usualError()).isLessThan(0.02);
  }

  /** A kind without time there, such as one that no measured design has. */
  @Test
  void aKindThatIsNotMeasuredKeepsTheCommonFactor() {
    double[][] there = times(3);
    for (double[] row : there) {
      row[2] = 0;
    }
    double[] here = times(there, new double[] {3, 3, 100});

    TransferFit fit = TransferFit.of(there, here);

    assertThat(fit.common()).isEqualTo(3, within(1e-9));
    assertThat(fit.factors().get(2)).isEqualTo(3, within(1e-6));
  }

  /** Times that have nothing to do with those there: the error says that they are no guide. */
  @Test
  void theErrorIsThatOfDesignsThatWereLeftOut() {
    double[][] there = times(8);
    SplittableRandom random = new SplittableRandom(5);
    double[] here = new double[DESIGNS];
    Arrays.setAll(here, _ -> 1 + 9 * random.nextDouble());

    TransferFit fit = TransferFit.of(there, here);

    assertThat(fit.errors()).hasSize(DESIGNS);
    assertThat(fit.usualError()).isGreaterThan(0.5);
    assertThat(fit.factors()).allMatch(factor -> factor > 0);
  }

  private static double[][] times(int kinds) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] times = new double[DESIGNS][kinds];
    for (double[] row : times) {
      Arrays.setAll(row, _ -> 0.1 + random.nextDouble());
    }
    return times;
  }

  private static double[] times(double[][] there, double[] factors) {
    double[] here = new double[there.length];
    for (int i = 0; i < here.length; i++) {
      for (int k = 0; k < factors.length; k++) {
        here[i] += there[i][k] * factors[k];
      }
    }
    return here;
  }
}
