package convspectrum.search.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.condition.Condition.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "macs<5e8|macs|LESS|5e8",
        "macs <= 20 ms|macs|AT_MOST|20 ms",
        "table.score>.5|table.score|GREATER|.5",
        "onnxruntime-latency@2>=1|onnxruntime-latency@2|AT_LEAST|1",
        "stage=head|stage|EQUAL|head",
        "stage!='1/4, and more'|stage|NOT_EQUAL|1/4, and more",
        "\"my column\" = a b|my column|EQUAL|a b",
      })
  void oneCondition(String text, String name, Operator operator, String value) {
    assertThat(Condition.parse(text)).containsExactly(new Condition(name, operator, value, text));
  }

  @Test
  void severalAreJoinedByCommasOrAnd() {
    assertThat(Condition.parse("macs<5M , params>=2 AND layer!=brand"))
        .containsExactly(
            new Condition("macs", Operator.LESS, "5M", "macs<5M"),
            new Condition("params", Operator.AT_LEAST, "2", "params>=2"),
            new Condition("layer", Operator.NOT_EQUAL, "brand", "layer!=brand"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|'', character 1: found an empty condition; expected a name, a comparison and a value, such as macs<=5e8",
        "macs|'macs', character 5: found no comparison behind 'macs'; expected a name",
        "macs small|'macs small', character 5: found no comparison behind 'macs'",
        "<5|'<5', character 1: found no name before '<'",
        "macs<|'macs<', character 6: found no value behind '<'",
        "macs==5|'macs==5', character 5: found '=='; expected one of <, <=, >, >=, =, !=",
        "1<macs<5|'1<macs<5', character 7: found a second comparison '<'; expected ',' or 'and'",
        "stage='head|'stage='head', character 7: found a quote that is not closed",
      })
  void whatIsWrongIsSaid(String text, String message) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void allFaultsAreSaidAtOnce() {
    assertThatThrownBy(() -> Condition.parse("macs, params<=5, bytes=>2,"))
        .satisfies(e ->
            assertThat(String.valueOf(e.getMessage()).lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("'macs', character 5: found no comparison"))
                .anyMatch(line -> line.startsWith("'bytes=>2', character 23: found '=>'"))
                .anyMatch(line -> line.contains("found an empty condition")));
  }

  @Test
  void operatorsCompare() {
    for (int order = -1; order <= 1; order++) {
      assertThat(Operator.LESS.holds(order)).isEqualTo(order < 0);
      assertThat(Operator.AT_MOST.holds(order)).isEqualTo(order <= 0);
      assertThat(Operator.GREATER.holds(order)).isEqualTo(order > 0);
      assertThat(Operator.AT_LEAST.holds(order)).isEqualTo(order >= 0);
      assertThat(Operator.EQUAL.holds(order)).isEqualTo(order == 0);
      assertThat(Operator.NOT_EQUAL.holds(order)).isEqualTo(order != 0);
    }
  }
}
