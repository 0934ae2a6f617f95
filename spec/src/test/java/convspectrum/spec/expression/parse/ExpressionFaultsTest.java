package convspectrum.spec.expression.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.spec.expression.Bindings;
import convspectrum.spec.expression.ExpressionException;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionFaultsTest {
  private static final Bindings NAMES =
      new Bindings() {
        @Override
        public @Nullable Object valueOf(String name) {
          return switch (name) {
            case "in" -> 64L;
            case "width" -> 1.4;
            case "kind" -> "max";
            case "flag" -> true;
            default -> null;
          };
        }

        @Override
        public Collection<String> defined() {
          return List.of("in", "width", "kind", "flag");
        }
      };

  private static String fault(String text) {
    try {
      return "the value " + Expressions.parse(text).evaluate(NAMES);
    } catch (ExpressionException e) {
      return e.offset() + ": " + e.getMessage();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 +                                  | 3: the formula ends too early; expected a number, name or '('
          1 + + 2                              | 4: '+' cannot stand here; expected a number, name or '('
          1 2                                  | 2: '2' cannot stand here; expected an operator, or the end
          in in                                | 3: 'in' cannot stand here; expected an operator, or the end
          (1 + 2                               | 6: the formula ends too early; expected an operator, or ')'
          1 + 2)                               | 5: ')' cannot stand here; expected an opening '(' before it
          )                                    | 0: ')' cannot stand here; expected a number, name or '('
          max(1, 2                             | 8: the formula ends too early; expected ',' or ')'
          max(1,)                              | 6: ')' cannot stand here; expected a number, name or '('
          max()                                | 0: 'max' got 0 arguments; expected max(a, b, …)
          max(1 2)                             | 6: '2' cannot stand here; expected ',' or ')'
          1 if flag                            | 9: the formula ends too early; expected 'else' and the value otherwise
          1 if 2 else 3                        | 2: 'if' got the number 2; expected true or false
          else                                 | 0: 'else' cannot stand here; expected a number, name or '('
          1 < 2 < 3                            | 6: '<' cannot stand here; expected two comparisons joined by 'and'
          1 = 2                                | 2: '=' cannot stand here; expected '==' to compare
          1 & 2                                | 2: '&' cannot stand here; expected 'and'
          a ! b                                | 2: '!' cannot stand here; expected 'not' or '!='
          2 ^ 3                                | 2: '^' cannot stand here; expected '**' for a power
          $in                                  | 0: '$' cannot stand here; expected a name without '$'
          2x                                   | 0: '2x' is not a number; expected a number such as 12, 0.5 or 1e-6
          1_000                                | 0: '1_000' is not a number; expected a number such as 12, 0.5 or 1e-6
          1.2.3                                | 0: '1.2.3' is not a number; expected a number such as 12, 0.5 or 1e-6
          0x10                                 | 0: '0x10' is not a number; expected a number such as 12, 0.5 or 1e-6
          'abc                                 | 0: the text that starts here does not end; expected a closing '
          99999999999999999999                 | 0: 99999999999999999999 is beyond 64 bits; expected a smaller number
          1e999                                | 0: 1e999 is too large; expected a finite number
          in.x                                 | 2: '.' cannot stand here; expected a number, name, operator or parenthesis
          @                                    | 0: '@' cannot stand here; expected a number, name, operator or parenthesis
          widht * 2                            | 0: 'widht' is not defined; did you mean 'width'?
          nope                                 | 0: 'nope' is not defined; expected one of in, width, kind, flag
          maxx(1, 2)                           | 0: there is no function 'maxx'; did you mean 'max'?
          sin(1)                               | 0: there is no function 'sin'; did you mean 'min'?
          floor(1, 2)                          | 0: 'floor' got 2 arguments; expected floor(x)
          nearest_divisor(3)                   | 0: 'nearest_divisor' got 1 argument; expected nearest_divisor(s, channels)
          round8()                             | 0: 'round8' got 0 arguments; expected round8(x)
          lookup(1)                            | 0: 'lookup' got 1 argument; expected lookup(key, '1:144, 2:200')
          divides(1, 2, 3)                     | 0: 'divides' got 3 arguments; expected divides(a, b)
          'a' + 1                              | 4: '+' got the text 'a'; expected a number
          1 - flag                             | 2: '-' got the truth value true; expected a number
          -'a'                                 | 0: '-' got the text 'a'; expected a number
          not 1                                | 0: 'not' got the number 1; expected true or false
          1 and true                           | 2: 'and' got the number 1; expected true or false
          false or kind                        | 6: 'or' got the text 'max'; expected true or false
          'a' < 'b'                            | 4: '<' got the text 'a'; expected a number
          max(1, 'a')                          | 0: 'max' got the text 'a'; expected a number
          floor(kind)                          | 0: 'floor' got the text 'max'; expected a number
          abs(flag)                            | 0: 'abs' got the truth value true; expected a number
          round8('a')                          | 0: 'round8' got the text 'a'; expected a number
          1 / 0                                | 2: 1 / 0 divides by zero; expected a divisor that is not zero
          1.5 / 0                              | 4: 1.5 / 0 divides by zero; expected a divisor that is not zero
          1 // 0                               | 2: 1 // 0 divides by zero; expected a divisor that is not zero
          1 % 0                                | 2: 1 % 0 divides by zero; expected a divisor that is not zero
          1 / 0.0                              | 2: 1 / 0.0 divides by zero; expected a divisor that is not zero
          0 ** -1                              | 2: 0 ** -1 divides by zero; expected a divisor that is not zero
          0 ** -0.5                            | 2: 0 ** -0.5 divides by zero; expected a divisor that is not zero
          (-8) ** 0.5                          | 5: -8 ** 0.5 has no value; expected a finite number
          9223372036854775807 + 1              | 20: 9223372036854775807 + 1 is beyond 64 bits; expected smaller numbers
          -9223372036854775807 - 2             | 21: -9223372036854775807 - 2 is beyond 64 bits; expected smaller numbers
          9223372036854775807 * 2              | 20: 9223372036854775807 * 2 is beyond 64 bits; expected smaller numbers
          2 ** 63                              | 2: 2 ** 63 is beyond 64 bits; expected smaller numbers
          10 ** 9223372036854775807            | 3: 10 ** 9223372036854775807 is beyond 64 bits; expected smaller numbers
          -(-9223372036854775807 - 1)          | 0: 0 - -9223372036854775808 is beyond 64 bits; expected smaller numbers
          abs(-9223372036854775807 - 1)        | 0: 0 - -9223372036854775808 is beyond 64 bits; expected smaller numbers
          (-9223372036854775807 - 1) / -1      | 27: -9223372036854775808 / -1 is beyond 64 bits; expected smaller numbers
          (-9223372036854775807 - 1) // -1     | 27: -9223372036854775808 // -1 is beyond 64 bits; expected smaller numbers
          1e308 * 10                           | 6: 1.0E308 * 10 is too large; expected a finite number
          1e308 + 1e308                        | 6: 1.0E308 + 1.0E308 is too large; expected a finite number
          10.0 ** 400                          | 5: 10.0 ** 400 is too large; expected a finite number
          floor(1e19)                          | 0: 1.0E19 is beyond 64 bits; expected a smaller number
          round(-1e19)                         | 0: -1.0E19 is beyond 64 bits; expected a smaller number
          ceil(1e300)                          | 0: 1.0E300 is beyond 64 bits; expected a smaller number
          1e300 // 1                           | 6: 1.0E300 is beyond 64 bits; expected a smaller number
          round8(1e18)                         | 0: round8 got the number 1.0E18; expected a channel count
          nearest_divisor(0, 728)              | 0: nearest_divisor got the number 0 as s; expected a number of at least 1, or 'depthwise'
          nearest_divisor(-1, 728)             | 0: nearest_divisor got the number -1 as s; expected a number of at least 1, or 'depthwise'
          nearest_divisor('all', 728)          | 0: nearest_divisor got the text 'all' as s; expected a number of at least 1, or 'depthwise'
          nearest_divisor(2, 0)                | 0: nearest_divisor got the number 0 as channels; expected a whole number from 1 to 2147483647
          nearest_divisor(2, 1.5)              | 0: nearest_divisor got the number 1.5 as channels; expected a whole number from 1 to 2147483647
          nearest_divisor(2, 2147483648)       | 0: nearest_divisor got the number 2147483648 as channels; expected a whole number from 1 to 2147483647
          divides(0, 4)                        | 0: divides got the number 0; expected a whole number that is not zero
          divides(2, 4.5)                      | 0: divides got the number 4.5; expected a whole number
          divides(kind, 4)                     | 0: divides got the text 'max'; expected a whole number that is not zero
          lookup(9, '1:144, 2:200')            | 0: lookup has no entry for the number 9; expected one of its keys: 1, 2
          lookup('x', '1:144')                 | 0: lookup has no entry for the text 'x'; expected one of its keys: 1
          lookup(1, kind)                      | 10: the table of lookup is not written out; expected a text of key:value pairs, lookup(key, '1:144, 2:200')
          lookup(1, '')                        | 10: an entry of the lookup table is empty; expected key:value pairs, '1:144, 2:200'
          lookup(1, '1')                       | 10: '1' is not an entry of a lookup table; expected key:value pairs, '1:144, 2:200'
          lookup(1, '1:2,')                    | 10: an entry of the lookup table is empty; expected key:value pairs, '1:144, 2:200'
          lookup(1, '1:')                      | 10: '1:' is not an entry of a lookup table; expected key:value pairs, '1:144, 2:200'
          lookup(1, '1:2, 1.0:3')              | 10: the lookup table has the key '1.0' twice; expected each key once
          lookup(1, '1:99999999999999999999')  | 10: 99999999999999999999 is beyond 64 bits; expected a smaller number
          """)
  void saysWhereAndWhatAndHow(String text, String message) {
    assertThat(fault(text)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$", "$ name", "$1", "$-a", "$a.b", "$a b", "${a}", "$a + 1", "$größe"})
  void aDollarBeginsAReferenceOrAFormula(String text) {
    assertThatThrownBy(() -> Expressions.inText(text))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(
            "'"
                + text
                + "' is no reference and no formula; expected $name, $(arithmetic), or $$ for a text that starts with $");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $(1 + )     | 6 | ')' cannot stand here; expected a number, name or '('
          $(1         | 3 | the formula ends too early; expected an operator, or ')'
          $()         | 2 | ')' cannot stand here; expected a number, name or '('
          $(a) + 1    | 5 | '+' stands behind the closing ')'; expected the whole formula inside $(…)
          $(a))       | 4 | ')' stands behind the closing ')'; expected the whole formula inside $(…)
          $($a)       | 2 | '$' cannot stand here; expected a name without '$'
          """)
  void offsetsCountFromTheDollar(String text, int offset, String message) {
    assertThatThrownBy(() -> Expressions.inText(text))
        .isInstanceOfSatisfying(
            ExpressionException.class,
            e -> {
              assertThat(e.offset()).isEqualTo(offset);
              assertThat(e).hasMessage(message);
            });
  }

  @Test
  void lengthIsBounded() {
    String longest = "1" + "+1".repeat(499);
    assertThat(Expressions.parse(longest).evaluate(Bindings.NONE)).isEqualTo(500L);
    assertThat(fault(longest + "+1"))
        .isEqualTo("1000: the formula has 1001 characters; expected at most 1000");
  }

  @ParameterizedTest
  @CsvSource({"'(',')'", "'-',''", "'not ',''", "'2**',''", "'1 if x else ',''", "'max(',')'"})
  void depthIsBounded(String opening, String closing) {
    int deepest = Expressions.MAX_DEPTH;
    Expressions.parse(opening.repeat(deepest) + "1" + closing.repeat(deepest));
    String deeper = opening.repeat(deepest + 1) + "1" + closing.repeat(deepest + 1);
    assertThat(fault(deeper))
        .endsWith(": the formula is nested too deeply; expected at most 64 levels");
  }

  @Test
  void randomTextHasAValueOrAFault() {
    List<String> parts =
        List.of(
            "1",
            "2.5",
            "in",
            "width",
            "kind",
            "flag",
            "nope",
            "'a'",
            "\"",
            "'",
            "(",
            ")",
            ",",
            "+",
            "-",
            "*",
            "/",
            "//",
            "%",
            "**",
            "<",
            "<=",
            "==",
            "!=",
            "=",
            " and ",
            " or ",
            " not ",
            " if ",
            " else ",
            "true",
            "max(",
            "round8(",
            "nearest_divisor(",
            "lookup(",
            "'1:2'",
            "divides(",
            " ",
            "\n",
            "9223372036854775807",
            "1e308",
            "0",
            "$",
            "😀",
            "\ud800",
            "_",
            ".");
    Random random = new Random(11);
    int values = 0;
    int faults = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(1, 12); length > 0; length--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      try {
        Object value = Expressions.parse(text.toString()).evaluate(NAMES);
        assertThat(value).isInstanceOfAny(Long.class, Double.class, Boolean.class, String.class);
        assertThat(value instanceof Double real && !Double.isFinite(real)).isFalse();
        values++;
      } catch (ExpressionException e) {
        assertThat(e.offset()).isBetween(0, text.length());
        assertThat(e.problem()).isNotBlank().doesNotContain("\n");
        faults++;
      }
    }
    assertThat(values).isGreaterThan(5_000);
    assertThat(faults).isGreaterThan(5_000);
  }
}
