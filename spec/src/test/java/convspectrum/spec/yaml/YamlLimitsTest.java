package convspectrum.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import convspectrum.spec.fault.SpecException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlLimitsTest {
  @Test
  void depth() {
    String deepest = "[".repeat(Limits.DEPTH) + "]".repeat(Limits.DEPTH);
    assertThat(YamlReader.parse("f", deepest)).isInstanceOf(YamlList.class);
    assertThat(YamlFaultsTest.faults("[" + deepest + "]"))
        .isEqualTo(
            "f:1:65: "
                + "[0]".repeat(64)
                + ": lists and mappings are nested too deeply; expected at most 64 levels");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? ", "{? ", "[a: ", "- ? "})
  void textThatOnlyOpensIsRefusedSoon(String opening) {
    String text = opening.repeat(Limits.BYTES / opening.length());
    assertThat(YamlFaultsTest.faults(text)).contains("nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"&a ", "*a ", "!a ", "'a", "\"", "a: ", "]", "- a\n", "a:\n", "|\n", "#\n", "[],"})
  void aMebibyteOfNonsenseIsRefused(String part) {
    String text = part.repeat(Limits.BYTES / part.length() - 1) + " ";
    assertThatCode(() -> YamlReader.parse("f", text)).isInstanceOf(SpecException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b ", "''", "\\", "a\n"})
  void aMebibyteOfTextIsRead(String part) {
    String text = part.repeat(Limits.BYTES / part.length());
    YamlNode node = YamlReader.parse("f", text);
    assertThat(node).isInstanceOf(YamlScalar.class);
    assertThat(node.describe()).hasSizeLessThan(80);
  }

  @Test
  void values() {
    assertThat(YamlFaultsTest.faults("[" + "1,".repeat(Limits.NODES) + "]"))
        .endsWith("[99999]: the document is too large; expected at most 100000 values");
  }

  @Test
  void aBombOfAliases() {
    StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      text.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }
    assertThat(YamlFaultsTest.faults(text.toString()))
        .endsWith(
            "aliases make the document too large; expected at most 100000 values, aliases written out");
  }

  @Test
  void aBombOfMerges() {
    StringBuilder text = new StringBuilder("a: &a {");
    for (int i = 0; i < 1000; i++) {
      text.append("k").append(i).append(": 1, ");
    }
    text.append("}\nb: {<<: [").append("*a, ".repeat(100_000)).append("]}\n");
    assertThat(YamlFaultsTest.faults(text.toString()))
        .endsWith("the document is too large; expected at most 100000 values");
  }

  @Test
  void aChainOfMergesIsNotDeep() {
    StringBuilder text = new StringBuilder("m0: &m0 {a: 1}\n");
    for (int i = 1; i < 10_000; i++) {
      text.append("m%d: &m%d {<<: *m%d}\n".formatted(i, i, i - 1));
    }
    YamlMap map = (YamlMap) YamlReader.parse("f", text.toString());
    assertThat(map.entries().getLast().value())
        .isInstanceOfSatisfying(
            YamlMap.class, last -> assertThat(last.get("a")).isInstanceOf(YamlScalar.class));
  }

  @Test
  void aChainOfAliasesIsDeep() {
    StringBuilder text = new StringBuilder("- &a0 [1]\n");
    for (int i = 1; i < 100; i++) {
      text.append("- &a%d [*a%d]\n".formatted(i, i - 1));
    }
    assertThat(YamlFaultsTest.faults(text.toString()))
        .endsWith(
            "aliases nest lists and mappings too deeply; expected at most 64 levels, aliases written out");
  }

  @Test
  void longKeysInManyPaths() {
    String key = "k".repeat(Limits.KEY_LENGTH);
    assertThat(YamlFaultsTest.faults("? " + key + "k\n: 1\n"))
        .isEqualTo("f:1:3: a key has 257 characters; expected at most 256");
    StringBuilder text = new StringBuilder();
    for (int depth = 0; depth < 60; depth++) {
      text.append(" ".repeat(depth)).append(key).append(":\n");
    }
    text.append(" ".repeat(60)).append("[").append("1,".repeat(90_000)).append("]\n");
    // Paths show 60 characters of a key, so that here each has 61 · 60 and more.
    assertThat(YamlFaultsTest.faults(text.toString()))
        .endsWith(
            "the keys are too long for so many values; expected shorter keys or fewer levels");
  }

  @Test
  void randomTextIsReadOrRefused() {
    List<String> parts =
        List.of(
            "a",
            "b: ",
            "- ",
            "\n",
            "  ",
            "\n  ",
            "\n    ",
            "[",
            "]",
            "{",
            "}",
            ",",
            ": ",
            "? ",
            "&x ",
            "*x",
            "<<: ",
            "'",
            "\"",
            "\\",
            "|",
            ">",
            "#",
            " #",
            "!",
            "!!str ",
            "%",
            "@",
            "`",
            "---\n",
            "...\n",
            "\t",
            "\r",
            "\r\n",
            "1",
            "1.5",
            "~",
            "\uFEFF",
            "\u0000",
            "\u0085",
            "\u2028",
            "😀",
            "\ud800",
            "\\u",
            "%YAML 1.2\n",
            "%TAG ! x\n",
            "<",
            "=");
    Random random = new Random(7);
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 40_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(1, 24); length > 0; length--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      try {
        YamlReader.parse("f", text.toString());
        read++;
      } catch (SpecException e) {
        assertThat(e.faults())
            .as(text.toString())
            .isNotEmpty()
            .allMatch(fault -> fault.location().line() >= 1 && fault.location().column() >= 1)
            .noneMatch(fault -> fault.toString().contains("\n"));
        refused++;
      }
    }
    assertThat(read).isGreaterThan(1000);
    assertThat(refused).isGreaterThan(1000);
  }
}
