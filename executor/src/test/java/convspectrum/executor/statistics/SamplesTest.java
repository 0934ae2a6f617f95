package convspectrum.executor.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final Samples TWO_GROUPS =
      new Samples(List.of(1.0, 9.0, 2.0, 8.0, 4.0), List.of(3, 2));

  @Test
  void aGroupIsItsMedian() {
    assertThat(TWO_GROUPS.figures()).containsExactly(2, 6);
    assertThat(TWO_GROUPS.median()).isEqualTo(4);
    assertThat(TWO_GROUPS.all()).containsExactly(1, 9, 2, 8, 4);
    assertThat(Samples.independent(List.of(3.0, 1.0, 2.0)).figures()).containsExactly(3, 1, 2);
  }

  @Test
  void pairsAreDividedOneByOne() {
    Samples below = new Samples(List.of(2.0, 3.0, 4.0, 2.0, 1.0), List.of(3, 2));
    assertThat(TWO_GROUPS.over(below))
        .isEqualTo(new Samples(List.of(0.5, 3.0, 0.5, 4.0, 4.0), List.of(3, 2)));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new Samples(List.of(1.0, 2.0), List.of(1)))
        .hasMessage("groups of 1 samples for 2; expected as many");
    assertThatThrownBy(() -> new Samples(List.of(1.0), List.of(1, 0)))
        .hasMessage("a group of 0 samples; expected 1 or more");
    assertThatThrownBy(() -> TWO_GROUPS.over(Samples.independent(List.of(1.0))))
        .hasMessage("5 samples in 2 groups over 1 in 1; expected pairs, in the same groups");
  }
}
