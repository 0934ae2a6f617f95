package convspectrum.search.proxy.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AgreementsTest {
  private static final double NONE = Double.NaN;

  @Test
  void aNetworkWithoutAScoreIsNotRanked() {
    double[] accuracy = {90, 10, 70, 80, 60};
    double[] macs = {5, 1, 3, 4, 2};
    double[] live = {2, 1, 4, 3, 5};
    Agreements agreements = new Agreements("acc", accuracy, macs, live, 1);
    // Ranked lowest, the second would make it +1: over the four others it is −1.
    Agreement agreement = agreements.of("odd", new double[] {1, NONE, 3, 2, 4}, 0.5);
    assertThat(agreement.spearman().value()).isCloseTo(-1, within(1e-12));
    assertThat(agreement.kendall().value()).isCloseTo(-1, within(1e-12));
    // MACs rank the same four perfectly.
    assertThat(agreement.overMacs().value()).isCloseTo(-2, within(1e-12));
    // Live MACs rank the four others the wrong way round: 2, 4, 3, 5 against 90, 70, 80, 60.
    assertThat(agreement.overLiveMacs().value()).isCloseTo(0, within(1e-12));
    assertThat(agreement.accuracy()).isEqualTo("acc");
    assertThat(agreement.undefined()).isEqualTo(1);
    Agreement empty = agreements.of("none", new double[] {NONE, NONE, NONE, 2, NONE}, 0.5);
    assertThat(empty.undefined()).isEqualTo(4);
    assertThat(empty.spearman().value()).isNaN();
  }

  /** Of ten networks the two most accurate, and the third that is as accurate as the second. */
  @Test
  void theBestFifthIsComparedWithMacsToo() {
    double[] accuracy = {10, 20, 30, 40, 50, 60, 70, 90, 91, 90};
    double[] score = {1, 2, 3, 4, 5, 6, 7, 8, 10, 9};
    double[] macs = {1, 2, 3, 4, 5, 6, 7, 9, 8, 9.5};
    Agreement agreement = new Agreements("acc", accuracy, macs, macs, 1).of("good", score, 0.5);
    assertThat(agreement.spearman().value()).isGreaterThan(0.98);
    // Accuracies 90, 91, 90 have the ranks ½, 2, ½; scores 0, 2, 1; MACs 1, 0, 2.
    assertThat(agreement.top().value()).isCloseTo(Math.sqrt(0.75), within(1e-12));
    assertThat(agreement.topOverMacs().value()).isCloseTo(2 * Math.sqrt(0.75), within(1e-12));
  }
}
