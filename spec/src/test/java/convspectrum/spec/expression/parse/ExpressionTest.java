package convspectrum.spec.expression.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.expression.Applied;
import convspectrum.spec.expression.Bindings;
import convspectrum.spec.expression.Expression;
import convspectrum.spec.expression.Literal;
import convspectrum.spec.expression.Name;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  private static final Map<String, Object> NAMES =
      Map.of("in", 64L, "width", 1.4, "flag", true, "segments", "depthwise", "_a1", 3L);

  private static Object value(String text) {
    return Expressions.parse(text).evaluate(NAMES::get);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12                                   | 12
          1 + 2 * 3                            | 7
          (1 + 2) * 3                          | 9
          10 - 4 - 3                           | 3
          100 / 10 / 5                         | 2
          7 // 2                               | 3
          -7 // 2                              | -4
          7 // -2                              | -4
          7.5 // 2                             | 3
          1 // 0.1                             | 9
          -7 % 3                               | 2
          7 % -3                               | -2
          -2 ** 2                              | -4
          2 ** 3 ** 2                          | 512
          2 ** 62                              | 4611686018427387904
          (-2) ** 63                           | -9223372036854775808
          (-1) ** 9223372036854775807          | -1
          0 ** 0                               | 1
          --3                                  | 3
          2 - -3                               | 5
          6 / 3                                | 2
          in * 2 + _a1                         | 131
          9223372036854775806 + 1              | 9223372036854775807
          1 if flag else 2                     | 1
          1 if not flag else 2                 | 2
          1 if false else 2 if false else 3    | 3
          (1 if flag else 2) + 1               | 2
          1 if flag else 1 / 0                 | 1
          in if segments == 'depthwise' else 1 | 64
          min(3)                               | 3
          min(3, 1, 2)                         | 1
          max(3, 7, 2.5)                       | 7
          floor(2.9)                           | 2
          floor(-2.1)                          | -3
          ceil(2.1)                            | 3
          ceil(-2.9)                           | -2
          round(2.5)                           | 3
          round(-2.5)                          | -2
          round(0.49999999999999994)           | 0
          floor(5)                             | 5
          abs(-5)                              | 5
          """)
  void wholeNumbers(String text, long expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.5            | 1.5
          .5             | 0.5
          1e-6           | 0.000001
          2E3            | 2000
          7 / 2          | 3.5
          64 * 0.5       | 32
          2 ** -1        | 0.5
          4 ** 0.5       | 2
          -7.5 % 2       | 0.5
          7.5 % -2       | -0.5
          -width         | -1.4
          abs(-1.5)      | 1.5
          min(1.5, 2)    | 1.5
          """)
  void realNumbers(String text, double expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 < 2                                  | true
          2 <= 2.0                               | true
          1 > 2                                  | false
          2.5 >= 3                               | false
          2 == 2.0                               | true
          2 != 2.0                               | false
          0.0 == -0.0                            | true
          9007199254740993 == 9007199254740992.0 | false
          9007199254740993 > 9007199254740992.0  | true
          'a' == "a"                             | true
          'a' == 1                               | false
          segments != 'depthwise'                | false
          true == flag                           | true
          true and false or true                 | true
          true or false and false                | true
          not true or true                       | true
          not 1 == 2                             | true
          false and 1 / 0 == 1                   | false
          true or 1 / 0 == 1                     | true
          divides(8, 728)                        | true
          divides(3, 728)                        | false
          """)
  void truthValues(String text, boolean expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"'''a b'''", "'\"a b\"'", "'''a b'' if flag else 1'"})
  void texts(String text) {
    assertThat(value(text)).isEqualTo("a b");
  }

  /** The widths of the published MobileNetV2 at multipliers 0.35, 0.75 and 1.4. */
  @ParameterizedTest
  @CsvSource({
    "16, 0.35, 8",
    "24, 0.35, 8",
    "32, 0.35, 16",
    "64, 0.35, 24",
    "96, 0.35, 32",
    "160, 0.35, 56",
    "320, 0.35, 112",
    "16, 0.75, 16",
    "24, 0.75, 24",
    "32, 0.75, 24",
    "64, 0.75, 48",
    "96, 0.75, 72",
    "160, 0.75, 120",
    "320, 0.75, 240",
    "16, 1.4, 24",
    "24, 1.4, 32",
    "32, 1.4, 48",
    "64, 1.4, 88",
    "96, 1.4, 136",
    "160, 1.4, 224",
    "320, 1.4, 448",
    "1280, 1.4, 1792",
    "0, 1, 8",
    "-100, 1, 8",
  })
  void round8IsMakeDivisible(long channels, double multiplier, long expected) {
    assertThat(value("round8(" + channels + " * " + multiplier + ")")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 728, 1",
    "3, 728, 2",
    "5, 728, 4",
    "6, 728, 7",
    "10.5, 728, 8",
    "11, 728, 13",
    "20, 728, 14",
    "20.1, 728, 26",
    "700, 728, 728",
    "9999, 728, 728",
    "500, 728, 364",
    "7, 1, 1",
    "2, 3, 1",
    "'''depthwise''', 728, 728",
    "2147483647, 2147483647, 2147483647",
  })
  void nearestDivisor(String s, long channels, long expected) {
    assertThat(value("nearest_divisor(" + s + ", " + channels + ")")).isEqualTo(expected);
  }

  @Test
  void lookup() {
    assertThat(value("lookup(2, '1:144, 2:200, 3:240')")).isEqualTo(200L);
    assertThat(value("lookup(4 * 0.5, '1:144, 2:200')")).isEqualTo(200L);
    assertThat(value("lookup(segments, '1: a b, depthwise : 0.5')")).isEqualTo(0.5);
    assertThat(value("lookup(1, '1: a b, depthwise : 0.5')")).isEqualTo("a b");
    assertThat(value("lookup(flag, 'true:1, false:2')")).isEqualTo(1L);
  }

  @Test
  void namesAreTold() {
    assertThat(Expressions.parse("b if a < lookup(c, '1:2') else max(b, -d) + (e)").names())
        .containsExactly("b", "a", "c", "d", "e");
    assertThat(Expressions.parse("1 + 2").names()).isEmpty();
  }

  @Test
  void textsThatAreExpressions() {
    assertThat(Expressions.inText("plain")).isEmpty();
    assertThat(Expressions.inText("")).isEmpty();
    assertThat(Expressions.inText("3x$(a)")).isEmpty();
    assertThat(Expressions.inText("$my-width")).contains(new Name(0, "my-width"));
    assertThat(Expressions.inText("$$name")).contains(new Literal(0, "$name"));
    assertThat(Expressions.inText("$$")).contains(new Literal(0, "$"));
    assertThat(Expressions.inText("$(in * (1 + 1))").orElseThrow().evaluate(NAMES::get))
        .isEqualTo(128L);
    assertThat(Expressions.inText("$( in )")).contains(new Name(3, "in"));
  }

  @Test
  void smallWholeNumbersOfACallerAreTakenAsLong() {
    assertThat(Expressions.parse("n").evaluate(name -> 3)).isEqualTo(3L);
  }

  /** Functions of the surroundings are called among those of the language. */
  @Test
  void functionsOfTheSurroundings() {
    Expression formula =
        Expressions.parse("max(twice(in), 1) + twice(twice('a' if flag else 2))", Set.of("twice"));
    assertThat(formula.applications()).extracting(Applied::function).hasSize(3);
    assertThat(formula.applications()).extracting(Applied::offset).containsExactly(4, 20, 26);
    assertThat(formula.names()).containsExactly("in", "flag");
    Bindings bindings =
        new Bindings() {
          @Override
          public @Nullable Object valueOf(String name) {
            return NAMES.get(name);
          }

          @Override
          public Object apply(Applied call, List<Object> arguments) {
            return arguments.getFirst() instanceof Long number ? 2 * number : 5L;
          }
        };
    assertThat(formula.evaluate(bindings)).isEqualTo(128L + 10);
    assertThatThrownBy(() -> formula.evaluate(NAMES::get))
        .hasMessageContaining("'twice' is not defined here");
    assertThatThrownBy(() -> Expressions.parse("twise(1)", Set.of("twice")))
        .hasMessage("there is no function 'twise'; did you mean 'twice'?");
    assertThatThrownBy(() -> Expressions.parse("twice(1)"))
        .hasMessageContaining("there is no function 'twice'");
  }
}
