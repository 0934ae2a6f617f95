package convspectrum.spec.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void leavesShortTextAlone() {
    assertThat(Excerpt.of("größe 😀 '3'")).isEqualTo("größe 😀 '3'");
    assertThat(Excerpt.of("x".repeat(60))).isEqualTo("x".repeat(60));
  }

  @Test
  void staysInOneLineAndShort() {
    assertThat(Excerpt.of("a\r\nb\tc\u2028d")).isEqualTo("a  b c d");
    assertThat(Excerpt.of("x".repeat(1_000_000))).isEqualTo("x".repeat(60) + "…");
    assertThat(Excerpt.of("😀".repeat(61))).isEqualTo("😀".repeat(60) + "…");
  }

  @Test
  void showsNothingThatATerminalObeys() {
    assertThat(Excerpt.of("\u001b[31m\u202Ex\ud800")).isEqualTo("?[31m?x?");
  }
}
