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
    Agreements agreements = new Agreements(accuracy, macs, 1);
    // Ranked lowest, the second would make it +1: over the four others it is −1.
    Agreement agreement = agreements.of("odd", new double[] {1, NONE, 3, 2, 4}, 0.5);
    assertThat(agreement.spearman().value()).isCloseTo(-1, within(1e-12));
    assertThat(agreement.kendall().value()).isCloseTo(-1, within(1e-12));
    // MACs rank the same four perfectly.
    assertThat(agreement.overMacs().value()).isCloseTo(-2, within(1e-12));
    assertThat(agreement.undefined()).isEqualTo(1);
    Agreement empty = agreements.of("none", new double[] {NONE, NONE, NONE, 2, NONE}, 0.5);
    assertThat(empty.undefined()).isEqualTo(4);
    assertThat(empty.spearman().value()).isNaN();
  }
}
