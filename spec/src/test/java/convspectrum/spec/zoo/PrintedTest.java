package convspectrum.spec.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintedTest {
  @ParameterizedTest
  @CsvSource({
    "569 M, 568740352, ROUNDED",
    "290 M, 290675200, CUT_OFF",
    "720 M, 724406816, COARSE",
    "15300 M, 15470264320, DIFFERENT",
    "29.3 M, 29294088, ROUNDED",
    "0.5 M, 470072, ROUNDED",
    "0.39 B, 385814752, ROUNDED",
    "4.089 G, 4089184256, ROUNDED",
    "22855952, 22855952, ROUNDED",
    "22855952, 22855953, DIFFERENT",
    "94.86 %, 0.948573, ROUNDED",
    "1.19 %, 0.019056, DIFFERENT",
    "2.7 K, 9472, DIFFERENT"
  })
  void agreement(String printed, double exact, PrintedMatch agreement) {
    assertThat(new Printed(printed).with(exact)).isEqualTo(agreement);
  }

  @Test
  void percentagesAreShares() {
    assertThat(new Printed("4.2 M").isShare()).isFalse();
    assertThat(new Printed("3.06 %").isShare()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "569M", "5 T", "-1", "1,000", ".5"})
  void whatIsNoFigureIsRefused(String text) {
    assertThatThrownBy(() -> new Printed(text)).hasMessageContaining("a figure such as 569 M");
  }
}
