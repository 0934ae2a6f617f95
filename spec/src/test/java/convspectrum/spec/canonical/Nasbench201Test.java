package convspectrum.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The 15,625 cells of NAS-Bench-201 name fewer networks. Its paper counts 6,466 by a rule on
 * strings. Dropping zero terms leaves 5,773, flattening sums too 4,930; but both figures take a
 * convolution with batch norm of zero for zero, and two convolutions of one tensor for one. With β
 * of that batch norm kept, and with c + c told from conv₁(x) + conv₂(x), it is 5,485.
 */
class Nasbench201Test {
  private static final int DESIGNS = 15_625;

  @Test
  void looserRulesGiveThePublishedCounts() {
    assertThat(distinct(new CellExpression(false, false))).isEqualTo(5_773);
    assertThat(distinct(new CellExpression(true, false))).isEqualTo(4_930);
  }

  @Test
  void fingerprintsDivideTheDesignsAsExactExpressionsDo() {
    CellExpression exact = new CellExpression(true, true);
    Map<String, Fingerprint> byText = new HashMap<>();
    Set<Fingerprint> distinct = new HashSet<>();
    int unequal = 0;
    for (int cell = 0; cell < DESIGNS; cell++) {
      Fingerprint fingerprint = Fingerprint.of(Nasbench201.network(cell));
      distinct.add(fingerprint);
      Fingerprint before = byText.putIfAbsent(exact.text(cell), fingerprint);
      if (before != null && !before.equals(fingerprint)) {
        unequal++;
      }
    }
    assertThat(unequal).as("cells of one expression with another fingerprint").isZero();
    assertThat(byText.size()).isEqualTo(5_485);
    assertThat(distinct.size()).isEqualTo(5_485);
  }

  private static int distinct(CellExpression rules) {
    return IntStream.range(0, DESIGNS).mapToObj(rules::text).collect(Collectors.toSet()).size();
  }
}
