package convspectrum.spec.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChoicesTest {
  @Test
  void shortListsAreWrittenOut() {
    assertThat(Choices.some(List.of(1, 2, 4, 7, 8, 13))).isEqualTo("1, 2, 4, 7, 8, 13");
    assertThat(Choices.some(List.of())).isEmpty();
  }

  @Test
  void longListsAreCountedInstead() {
    List<Integer> divisors = List.of(1, 2, 4, 7, 8, 13, 14, 26, 28, 52, 56, 91, 104, 182, 364, 728);
    assertThat(Choices.some(divisors)).isEqualTo("1, 2, 4, 7, … (16 in all)");
    assertThat(Choices.all(divisors)).startsWith("1, 2, 4, 7, 8").endsWith("364, 728");
  }
}
