package convspectrum.reports.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "7; 7",
        "999; 999",
        "-5; -5",
        "1000; 1.000 k",
        "-1234; -1.234 k",
        "999949; 999.9 k",
        "999950; 1.000 M",
        "999999; 1.000 M",
        "1391155584; 1.391 G",
        "191300000; 191.3 M",
        "9223372036854775807; 9.223 E",
        "-9223372036854775808; -9.223 E"
      })
  void scaledCountsKeepFourDigits(long value, String text) {
    assertThat(one(new Notation.Scaled(4), new Cell.Count(value), "")).isEqualTo(text);
  }

  @Test
  void aUnitFollowsTheDecimalPrefix() {
    assertThat(one(new Notation.Scaled(4), new Cell.Count(12_621_072), "B")).isEqualTo("12.62 MB");
    assertThat(one(new Notation.Scaled(3), new Cell.Count(12), "B")).isEqualTo("12 B");
    assertThat(one(new Notation.Scaled(3), new Cell.Real(0.5), "B")).isEqualTo("0.500 B");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1391155584; 1,391,155,584",
        "999; 999",
        "1000; 1,000",
        "-999; -999",
        "-1000; -1,000",
        "9223372036854775807; 9,223,372,036,854,775,807"
      })
  void exactCountsHaveGroups(long value, String text) {
    assertThat(one(new Notation.Exact(), new Cell.Count(value), "")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "1; 1.00",
        "1.005; 1.01",
        "123456.789; 123,000",
        "9999999; 1.00e7",
        "0.00012345; 0.000123",
        "0.000099; 9.90e-5",
        "-0.5; -0.500",
        "1e61; 1.00e61",
        "Infinity; ∞",
        "-Infinity; -∞"
      })
  void significantDigits(double value, String text) {
    assertThat(one(new Notation.Significant(3), new Cell.Real(value), "")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"8.890094; 8.89", "0.125; 0.13", "-0.001; 0.00", "12345.678; 12,345.68"})
  void ratiosHaveTwoDecimals(double value, String text) {
    assertThat(one(new Notation.Fixed(2), new Cell.Real(value), "")).isEqualTo(text);
  }

  @Test
  void sharesArePercentages() {
    assertThat(one(new Notation.Percent(0), new Cell.Real(0.4213), "")).isEqualTo("42 %");
    assertThat(one(new Notation.Percent(1), new Cell.Real(0.4213), "")).isEqualTo("42.1 %");
  }

  @Test
  void plainNumbersHaveNoGroupsAndNoTrailingZeros() {
    assertThat(one(new Notation.Plain(), new Cell.Count(1024), "")).isEqualTo("1024");
    assertThat(one(new Notation.Plain(), new Cell.Real(0.170), "")).isEqualTo("0.17");
    assertThat(one(new Notation.Plain(), new Cell.Real(-0.0), "")).isEqualTo("0");
    assertThat(one(new Notation.Plain(), new Cell.Real(100), "")).isEqualTo("100");
  }

  /** The smallest of a column settles the decimals of all: 4.25 needs two for three digits. */
  @Test
  void timesOfAColumnHaveAlikeDecimals() {
    Notation notation = new Notation.Aligned(3, 4);
    assertThat(
            notation.format(
                List.of(new Cell.Real(120.4), new Cell.Real(4.25), new Cell.Missing()), "ms"))
        .containsExactly("120.40", "4.25", "–");
    assertThat(notation.format(List.of(new Cell.Real(120.4), new Cell.Real(0)), "ms"))
        .containsExactly("120", "0");
    assertThat(notation.format(List.of(new Cell.Real(0.00000123)), "ms")).containsExactly("0.0000");
    assertThat(notation.format(List.of(new Cell.Real(0.9999)), "ms")).containsExactly("1.00");
  }

  @Test
  void refusesDigitsThatADoubleDoesNotHave() {
    assertThatThrownBy(() -> new Notation.Significant(18))
        .hasMessage("digits: got 18, wanted 1 to 17");
    assertThatThrownBy(() -> new Notation.Scaled(2)).hasMessage("digits: got 2, wanted 3 to 17");
    assertThatThrownBy(() -> new Cell.Real(Double.NaN)).hasMessage("NaN is a missing cell");
  }

  private static String one(Notation notation, Cell cell, String unit) {
    return notation.format(List.of(cell), unit).getFirst();
  }
}
