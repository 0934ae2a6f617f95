package convspectrum.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
  @Test
  void shortCollectionsStandOnALineAndListsOfBlocksDoNot() {
    String text =
        """
        input: {channels: 8, height: 16, width: 16}
        layers:
          - conv: {out: 8, kernel: [1, 7], norm: {kind: batch}}
          - {pool: {kind: max}, from: input, as: n2}
          - residual:
              body:
                - activation: relu
                - flatten
        """;
    assertThat(written(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "~",
        "true",
        "12",
        "0x1F",
        "0o17",
        "1e-6",
        ".5",
        "1.",
        "-",
        "- a",
        "a: b",
        "a #b",
        "#",
        "'",
        "\"",
        "a'b\"c",
        "{",
        "[a, b]",
        "a, b",
        "*a",
        "&a",
        "!t",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        ": ",
        "a:",
        "line\nbreak",
        "tab\there",
        "\u2028",
        "\ufeffx",
        "naïve 日本 🙂",
        "---",
        "...",
        "<<",
        "=",
        "yes",
        " lead",
        "trail ",
        "a\\nb"
      })
  void everyTextIsReadAsItself(String text) {
    YamlNode node =
        new YamlScalar(new convspectrum.spec.fault.Location("x", 1, 1), "", text, text, -1);
    YamlNode map =
        new YamlMap(
            node.location(),
            "",
            List.of(
                new YamlMap.Entry("plain", node.location(), node),
                new YamlMap.Entry("k" + text, node.location(), node),
                new YamlMap.Entry(
                    "flow",
                    node.location(),
                    new YamlList(node.location(), "", List.of(node, node)))));
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("plain", text);
    expected.put("k" + text, text);
    expected.put("flow", List.of(text, text));
    assertThat(values(YamlReader.parse("x", YamlWriter.write(map)))).isEqualTo(expected);
  }

  @Test
  void everyExampleKeepsItsValues() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of("../examples"))) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    for (Path file : files) {
      YamlNode tree = YamlReader.read(file);
      String text = YamlWriter.write(tree);
      assertThat(values(YamlReader.parse("again", text))).as(text).isEqualTo(values(tree));
    }
  }

  private static String written(String text) {
    return YamlWriter.write(YamlReader.parse("x.yaml", text));
  }

  private static Object values(YamlNode node) {
    return switch (node) {
      case YamlScalar scalar -> scalar.value() == null ? "nothing at all" : scalar.value();
      case YamlList list -> list.items().stream().map(YamlWriterTest::values).toList();
      case YamlMap map -> {
        Map<String, Object> values = new LinkedHashMap<>();
        map.entries().forEach(entry -> values.put(entry.key(), values(entry.value())));
        yield values;
      }
    };
  }
}
