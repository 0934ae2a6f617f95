package convspectrum.search.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "PLAIN, 5e8, 500000000",
    "PLAIN, 1.5K, 1500",
    "PLAIN, 536.5 k, 536500",
    "BYTES, 3 kB, 3000",
    "PLAIN, -2M, -2000000",
    "PLAIN, .5G, 500000000",
    "PLAIN, 88%, 0.88",
    "PLAIN, 9007199254740993, 9007199254740993",
    "BYTES, 3, 3",
    "BYTES, 3 KB, 3000",
    "BYTES, 64MiB, 67108864",
    "BYTES, 2G, 2000000000",
    "MILLISECONDS, 20, 20",
    "MILLISECONDS, 2s, 2000",
    "MILLISECONDS, 5us, 0.005",
  })
  void numbersAreExact(Quantity quantity, String text, BigDecimal number) {
    assertThat(quantity.parse(text)).isEqualByComparingTo(number);
  }

  @ParameterizedTest
  @CsvSource({"193689496, 193.689496M", "2000, 2k", "12, 12", "0.25, 0.25", "-3e9, -3G"})
  void whatIsWrittenIsRead(BigDecimal number, String text) {
    assertThat(Quantity.write(number)).isEqualTo(text);
    assertThat(Quantity.BYTES.parse(text)).isEqualByComparingTo(number);
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> Quantity.PLAIN.parse("many"))
        .hasMessage("found 'many'; expected a number, such as 5e6, 5M, 20ms or 64MiB");
    assertThatThrownBy(() -> Quantity.PLAIN.parse("5ms"))
        .hasMessage("found the unit 'ms'; expected none or one of %, G, K, M, k");
    assertThatThrownBy(() -> Quantity.BYTES.parse("5ms"))
        .hasMessageContaining(
            "expected none or one of B, G, GB, GiB, K, KB, KiB, M, MB, MiB, k, kB");
  }
}
