package convspectrum.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import convspectrum.spec.fault.SpecException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlFaultsTest {
  static String faults(String text) {
    return String.valueOf(
        catchThrowableOfType(SpecException.class, () -> YamlReader.parse("f", text)).getMessage());
  }

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of("", "f:1:1: the file is empty; expected a YAML document"),
        Arguments.of(" \n\n", "f:1:1: the file is empty; expected a YAML document"),
        Arguments.of("# c\n", "f:1:1: the file holds no values; expected a YAML document"),
        Arguments.of("---\n", "f:1:1: the file holds no values; expected a YAML document"),
        Arguments.of(
            "~ # c\n---\na: 1\n",
            "f:2:1: a second document starts here; expected one document in a file"),
        Arguments.of(
            "a: 1\n---\nb: 2\n",
            "f:2:1: a second document starts here; expected one document in a file"),
        Arguments.of(
            "a: 1\n...\nb: 2\n",
            "f:3:1: this stands outside the document; expected one value, a mapping or a list, for the whole file"),
        Arguments.of(
            "[a, b]]",
            "f:1:7: this stands outside the document; expected one value, a mapping or a list, for the whole file"),
        Arguments.of(
            "...",
            "f:1:1: a value is missing here; expected a value; try quotes around text that starts with ',', ']', '}' or the like"),
        Arguments.of(
            "a: 1\nb: 2\na: 3\n",
            "f:3:1: a: the key 'a' stands twice, first at f:1:1; expected each key once"),
        Arguments.of(
            "a:\n  - {b: 1, b: 2}\n",
            "f:2:12: a[0].b: the key 'b' stands twice, first at f:2:6; expected each key once"),
        Arguments.of(
            "a: 1\n'a': 2\n",
            "f:2:1: a: the key 'a' stands twice, first at f:1:1; expected each key once"),
        Arguments.of(
            "<<: {a: 1}\n<<: {a: 1}\n",
            "f:2:1: '<<': the key '<<' stands twice, first at f:1:1; expected '<<: [*a, *b]' to merge several"),
        Arguments.of(
            "3: x\n'3': y\n",
            "f:2:1: 3: the key '3' stands twice, first at f:1:1; expected each key once"),
        Arguments.of(
            "a: \"\\e[31mred\"\n",
            "f:1:4: a: the character U+001B does not print; expected text without control characters"),
        Arguments.of(
            "\"\\a\": 1\n",
            "f:1:1: the character U+0007 does not print; expected text without control characters"),
        Arguments.of("~: x\n", "f:1:1: the key ~ is not text; try quotes: '~'"),
        Arguments.of(
            ": x\n",
            "f:1:1: this belongs neither to the mapping above nor to what is around it; expected key: value and the indentation of the other keys"),
        Arguments.of("? [x]\n: 1\n", "f:1:3: a key is a list; expected a word"),
        Arguments.of(
            "? {x: 1}\n: 1\n",
            "f:1:3: a key is a mapping; expected a word; try quotes around text such as '{a}'"),
        Arguments.of("{[x]: 1}", "f:1:2: a key is a list; expected a word"),
        Arguments.of(
            "*a : 1",
            "f:1:1: the alias '*a' has no anchor before it; expected '&a' before a value above it"),
        Arguments.of(
            "a:\n\tb: 1\n",
            "f:2:1: a tab indents this line; expected spaces: YAML does not indent with tabs"),
        Arguments.of(
            "a:\n  b: 1\n\tc: 2\n",
            "f:3:1: a tab indents this line; expected spaces: YAML does not indent with tabs"),
        Arguments.of(
            "a:\n \t- b\n",
            "f:2:2: a tab indents this line; expected spaces: YAML does not indent with tabs"),
        Arguments.of("a:\n- b\n-\tc\n", "f:3:2: a tab cannot stand here; expected spaces"),
        Arguments.of(
            "a: 'x\nb: 1\n",
            "f:1:4: the quote that opens here is not closed; expected a closing quote"),
        Arguments.of(
            "a: \"x\nb: 1\n",
            "f:1:4: the quote that opens here is not closed; expected a closing quote"),
        Arguments.of(
            "a: 'x\n---\n'",
            "f:1:4: the quote that opens here is not closed; expected a closing quote"),
        Arguments.of(
            "a: \"x\\q\"\n",
            "f:1:7: a '\\' is not followed by an escape that YAML knows; expected '\\\\' for a backslash, or single quotes around the text"),
        Arguments.of(
            "a: \"\\xg\"\n",
            "f:1:7: a '\\' is not followed by an escape that YAML knows; expected '\\\\' for a backslash, or single quotes around the text"),
        Arguments.of(
            "a: [1, 2\nb: 3\n",
            "f:1:4: the '[' that opens here is not closed, or a ',' is missing in it; expected ',' between items and ']' after the last"),
        Arguments.of(
            "a: {b: 1\n",
            "f:1:4: the '{' that opens here is not closed, or a ',' is missing in it; expected ',' between entries and '}' after the last"),
        Arguments.of(
            "a: {b: 1\nc: 2}\n",
            "f:1:4: the '{' that opens here is not closed, or a ',' is missing in it; expected ',' between entries and '}' after the last"),
        Arguments.of(
            "a: [1 2, }\n",
            "f:1:10: a value is missing here; expected a value; try quotes around text that starts with ',', ']', '}' or the like"),
        Arguments.of(
            "a: ]\n",
            "f:1:4: a value is missing here; expected a value; try quotes around text that starts with ',', ']', '}' or the like"),
        Arguments.of(
            "a: b: c\n",
            "f:1:5: a ':' cannot stand here; expected each key on a line of its own, indented alike; try quotes around text that holds ': '"),
        Arguments.of(
            "a: 1\n  b: 2\n",
            "f:2:4: a ':' cannot stand here; expected each key on a line of its own, indented alike; try quotes around text that holds ': '"),
        Arguments.of(
            "a:\n  b: 1\n c: 2\n",
            "f:3:2: this belongs neither to the mapping above nor to what is around it; expected key: value and the indentation of the other keys"),
        Arguments.of(
            "- a\nb: 1\n",
            "f:2:1: this belongs neither to the list above nor to what is around it; expected '- ' and the indentation of the other items; try to indent a field of the item above deeper"),
        Arguments.of(
            "a: 1\n- b\n",
            "f:2:1: this belongs neither to the mapping above nor to what is around it; expected key: value and the indentation of the other keys"),
        Arguments.of(
            "a: - b\n",
            "f:1:4: a list item '-' cannot stand here; expected it on a line of its own, indented as the others"),
        Arguments.of(
            "a: 1\nb\nc: 2\n",
            "f:2:1: what starts here has no ':'; expected key: value; try another indentation"),
        Arguments.of(
            "{a: 1, b\n: 2}",
            "f:1:1: the '{' that opens here is not closed, or a ',' is missing in it; expected ',' between entries and '}' after the last"),
        Arguments.of(
            "a: ? b\n", "f:1:4: a key '?' cannot stand here; expected it on a line of its own"),
        Arguments.of(
            "\"a\nb\": 1\n",
            "f:2:3: a ':' cannot stand here; expected each key on a line of its own, indented alike; try quotes around text that holds ': '"),
        Arguments.of(
            "a: @x\n",
            "f:1:4: a value cannot start with this character; expected quotes around the text"),
        Arguments.of(
            "a: `x`\n",
            "f:1:4: a value cannot start with this character; expected quotes around the text"),
        Arguments.of(
            "a: %x\n",
            "f:1:4: a value cannot start with this character; expected quotes around the text"),
        Arguments.of(
            "a: |x\n",
            "f:1:5: the text block's head is wrong; expected '|' or '>' alone; try quotes around text that starts with it"),
        Arguments.of(
            "a: *\n",
            "f:1:5: an alias has no proper name; expected '*' and letters or digits; try quotes around text that starts with '*'"),
        Arguments.of(
            "a: & x\n",
            "f:1:5: an anchor has no proper name; expected '&' and letters or digits; try quotes around text that starts with '&'"),
        Arguments.of(
            "a: !!int 5\n",
            "f:1:4: a: the tag '!!int' has no meaning here; expected the value without a tag"),
        Arguments.of(
            "a: !foo {b: 1}\n",
            "f:1:4: a: the tag '!foo' has no meaning here; expected the value without a tag"),
        Arguments.of(
            "a: !<x\n", "f:1:7: not YAML: expected '>', but found ' ' (10); expected YAML 1.2"),
        Arguments.of(
            "%FOO\na: 1",
            "f:2:1: this stands outside the document; expected one value, a mapping or a list, for the whole file"),
        Arguments.of(
            "%YAML 2.0\n---\na: 1",
            "f:1:1: the %YAML line asks for a version that is not 1.2; expected %YAML 1.2, or no such line"),
        Arguments.of(
            "%YAML x\n---\na: 1",
            "f:1:7: not YAML: expected a digit, but found x(120); expected YAML 1.2"),
        Arguments.of(
            "a: *nope\n",
            "f:1:4: a: the alias '*nope' has no anchor before it; expected '&nope' before a value above it"),
        Arguments.of(
            "kernel: &kernel 3\nb: [*kernal]\n",
            "f:2:5: b[0]: the alias '*kernal' has no anchor before it; did you mean '*kernel'?"),
        Arguments.of(
            "a: &k {b: *k}",
            "f:1:11: a.b: the alias '*k' is inside what it stands for; expected a value above it"),
        Arguments.of(
            "a: &k [*k]",
            "f:1:8: a[0]: the alias '*k' is inside what it stands for; expected a value above it"),
        Arguments.of(
            "a: &k {<<: *k}",
            "f:1:12: a.'<<': the alias '*k' is inside what it stands for; expected a value above it"),
        Arguments.of(
            "a: &b 5\nc: {<<: *b}\n",
            "f:2:5: c.'<<': '<<' merges something that is not a mapping; expected '<<: *anchor' of a mapping, or a list of them"),
        Arguments.of(
            "a: {<<: [{b: 1}, 2]}\n",
            "f:1:5: a.'<<': '<<' merges something that is not a mapping; expected '<<: *anchor' of a mapping, or a list of them"),
        Arguments.of(
            "a: 99999999999999999999\n",
            "f:1:4: a: the number 99999999999999999999 is beyond 64 bits; expected a finite number of 64 bits; try quotes around a text"),
        Arguments.of(
            "a: -9223372036854775809\n",
            "f:1:4: a: the number -9223372036854775809 is beyond 64 bits; expected a finite number of 64 bits; try quotes around a text"),
        Arguments.of(
            "a: 0xffffffffffffffff\n",
            "f:1:4: a: the number 0xffffffffffffffff is beyond 64 bits; expected a finite number of 64 bits; try quotes around a text"),
        Arguments.of(
            "a: 1e999\n",
            "f:1:4: a: the number 1e999 is not finite; expected a finite number of 64 bits; try quotes around a text"),
        Arguments.of(
            "a: [.inf, -.Inf, .nan]\n",
            "f:1:5: a[0]: the number .inf is not finite; expected a finite number of 64 bits; try quotes around a text\nf:1:11: a[1]: the number -.Inf is not finite; expected a finite number of 64 bits; try quotes around a text\nf:1:18: a[2]: the number .nan is not finite; expected a finite number of 64 bits; try quotes around a text"),
        Arguments.of(
            "a: 1\nb: x\u0000y\n",
            "f:2:5: a NUL character: this is a binary file; expected a text file in UTF-8"),
        Arguments.of(
            "a: 1\r\nb: \u0007\r\n",
            "f:2:4: the character U+0007 does not print; expected a text file in UTF-8"),
        Arguments.of(
            "\ufeffa: \ufeff\n",
            "f:1:4: the character U+FEFF does not print; expected a text file in UTF-8"),
        Arguments.of(
            "\ud83d\ude00: \ud83d\ude00\ud800\n",
            "f:1:5: the character U+D800 does not print; expected a text file in UTF-8"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void saysWhereAndWhatAndHow(String text, String message) {
    assertThat(faults(text)).isEqualTo(message);
  }

  @Test
  void theTableIsWhole() {
    assertThat(table()).hasSize(74);
  }

  @Test
  void allFaultsOfAFileAreTold() {
    assertThat(faults("a: 1\na: *b\n3: !x 4\nl: 1e999\n---\n").lines())
        .containsExactly(
            "f:2:1: a: the key 'a' stands twice, first at f:1:1; expected each key once",
            "f:2:4: a: the alias '*b' has no anchor before it; expected '&b' before a value above it",
            "f:3:4: 3: the tag '!x' has no meaning here; expected the value without a tag",
            "f:4:4: l: the number 1e999 is not finite; expected a finite number of 64 bits; try quotes around a text",
            "f:5:1: a second document starts here; expected one document in a file");
  }

  @Test
  void faultsBeforeASyntaxErrorAreToldToo() {
    assertThat(faults("a: 1\na: 2\nb: 'c\n").lines())
        .containsExactly(
            "f:2:1: a: the key 'a' stands twice, first at f:1:1; expected each key once",
            "f:3:4: the quote that opens here is not closed; expected a closing quote");
  }

  @Test
  void afterAHundredFaultsTheRestIsLeftUnread() {
    assertThat(faults("a: 1\n".repeat(50_000)).lines())
        .hasSize(101)
        .last()
        .isEqualTo("f:101:1: a: the rest is left unread after 100 faults");
  }
}
