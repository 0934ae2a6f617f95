package convspectrum.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  /** Each node as {@code path @line:column description}, keys as {@code key @line:column}. */
  static List<String> outline(String text) {
    List<String> lines = new ArrayList<>();
    outline(YamlReader.parse("f", text), lines);
    return lines;
  }

  private static void outline(YamlNode node, List<String> lines) {
    lines.add(
        "%s @%d:%d %s"
            .formatted(
                node.path(), node.location().line(), node.location().column(), node.describe()));
    switch (node) {
      case YamlScalar _ -> {}
      case YamlList list -> list.items().forEach(item -> outline(item, lines));
      case YamlMap map ->
          map.entries()
              .forEach(entry -> {
                lines.add(
                    "%s @%d:%d"
                        .formatted(
                            entry.key(), entry.keyLocation().line(), entry.keyLocation().column()));
                outline(entry.value(), lines);
              });
    }
  }

  private static @Nullable Object value(String text) {
    YamlNode root = YamlReader.parse("f", "a: " + text);
    return ((YamlScalar) ((YamlMap) root).entries().getFirst().value()).value();
  }

  @Test
  void everyNodeKnowsItsPlaceAndPath() {
    String text =
        """
        name: xception
        layers:
          - segmented: {out: 728, 'kernel': "3"}
          - [conv: 1]
        about:
        """;
    assertThat(outline(text))
        .containsExactly(
            " @1:1 a mapping",
            "name @1:1",
            "name @1:7 the text 'xception'",
            "layers @2:1",
            "layers @3:3 a list",
            "layers[0] @3:5 a mapping",
            "segmented @3:5",
            "layers[0].segmented @3:16 a mapping",
            "out @3:17",
            "layers[0].segmented.out @3:22 the number 728",
            "kernel @3:27",
            "layers[0].segmented.kernel @3:37 the text '3'",
            "layers[1] @4:5 a list",
            "layers[1][0] @4:6 a mapping",
            "conv @4:6",
            "layers[1][0].conv @4:12 the number 1",
            "about @5:1",
            "about @5:7 nothing");
  }

  @Test
  void keysThatAreNoWordsAreQuotedInPaths() {
    assertThat(outline("b c: {d.e: 1, \"it's\": 2, x-y_1: 3, 😀: 4}"))
        .contains(
            "'b c'.'d.e' @1:12 the number 1",
            "'b c'.'it''s' @1:23 the number 2",
            "'b c'.x-y_1 @1:33 the number 3",
            "'b c'.'😀' @1:39 the number 4");
  }

  @ParameterizedTest
  @CsvSource({
    "16, 16",
    "-3, -3",
    "+1, 1",
    "0, 0",
    "010, 10",
    "0o17, 15",
    "0x10, 16",
    "0xfF, 255",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
  })
  void wholeNumbers(String text, long expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1.5, 1.5", "1e-6, 1e-6", ".5, 0.5", "-.5, -0.5", "1., 1.0", "2E3, 2000.0", "0.0, 0"})
  void realNumbers(String text, double expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "True, true", "TRUE, true", "false, false", "FALSE, false"})
  void truthValues(String text, boolean expected) {
    assertThat(value(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL", "# only a comment"})
  void nothing(String text) {
    assertThat(value(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "Off",
        "y",
        "1_000",
        "1:30",
        "1:30:00",
        "2001-01-01",
        "0b11",
        "0x",
        "0o8",
        "0xg",
        "-0x10",
        "1e",
        "e5",
        "+",
        "-.",
        "1.2.3",
        "1x7",
        "tRUE",
        "nULL",
        "inf",
        "nan",
        "$(a, b)",
        "$segments",
        "same-tf"
      })
  void everythingElseIsText(String text) {
    assertThat(value(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"16", "1.5", "true", "null", "~", "", ".inf", "99999999999999999999"})
  void quotedIsText(String text) {
    assertThat(value("'" + text + "'")).isEqualTo(text);
    assertThat(value("\"" + text + "\"")).isEqualTo(text);
    assertThat(value("!!str " + text)).isEqualTo(text);
    assertThat(value("|-\n " + text)).isEqualTo(text);
  }

  @Test
  void lineBreaksOfWindowsAndAByteOrderMarkChangeNothing() {
    String text = "a: 1\nb:\n  - c # d\n  - 'e'\n";
    assertThat(outline(text.replace("\n", "\r\n"))).isEqualTo(outline(text));
    assertThat(outline("\uFEFF" + text)).isEqualTo(outline(text));
  }

  @Test
  void anAliasIsACopyWithAPathOfItsOwn() {
    assertThat(outline("a: &x {b: 1}\nc: [*x]\n"))
        .containsExactly(
            " @1:1 a mapping",
            "a @1:1",
            "a @1:4 a mapping",
            "b @1:8",
            "a.b @1:11 the number 1",
            "c @2:1",
            "c @2:4 a list",
            "c[0] @1:4 a mapping",
            "b @1:8",
            "c[0].b @1:11 the number 1");
  }

  @Test
  void theLatestAnchorOfANameCounts() {
    assertThat(outline("[&x 1, *x, &x 2, *x]"))
        .contains("[1] @1:2 the number 1", "[3] @1:12 the number 2");
    assertThat(outline("[&x [&x 5], *x]")).contains("[1] @1:6 the number 5");
  }

  @Test
  void mergedEntriesGiveWayToOwnOnesAndEarlierSourcesWin() {
    String text =
        """
        one: &one {a: 1, b: 1}
        two: &two {b: 2, c: 2}
        three:
          c: 3
          <<: [*one, *two]
          a: 3
        four: {<<: *two}
        five: {'<<': 5}
        """;
    YamlMap root = (YamlMap) YamlReader.parse("f", text);
    assertThat(values(root, "three")).containsExactly("c=3", "a=3", "b=1");
    assertThat(values(root, "four")).containsExactly("b=2", "c=2");
    assertThat(values(root, "five")).containsExactly("<<=5");
    assertThat(outline(text)).contains("three.b @1:21 the number 1", "b @1:18");
  }

  private static List<String> values(YamlMap root, String key) {
    return root.get(key) instanceof YamlMap map
        ? map.entries().stream()
            .map(entry -> entry.key() + "=" + ((YamlScalar) entry.value()).text())
            .toList()
        : List.of("no mapping");
  }

  @Test
  void aDocumentMayHaveAHeadAndAnEnd() {
    assertThat(outline("%YAML 1.2\n# c\n---\na: 1\n...\n"))
        .containsExactly(" @4:1 a mapping", "a @4:1", "a @4:4 the number 1");
    assertThat(outline("null")).containsExactly(" @1:1 nothing");
  }
}
