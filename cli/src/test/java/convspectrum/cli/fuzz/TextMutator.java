package convspectrum.cli.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes texts that consist of lines and tokens: moves lines and tokens within a seed and between
 * seeds, so that much of the grammar survives, and puts in numbers and characters that are hard to
 * read.
 */
final class TextMutator {
  /** A word, a number, or one other character. */
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*|[0-9]+(?:\\.[0-9]+)?|\\s+|[^A-Za-z0-9_\\s]");

  private static final List<String> HOSTILE =
      List.of(
          "0",
          "-1",
          "1",
          "2",
          "3",
          "7",
          "16",
          "1000",
          "65536",
          "2147483647",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "1e308",
          "1e-320",
          "NaN",
          ".inf",
          "0.5",
          "1.5",
          "null",
          "~",
          "true",
          "",
          "\"\"",
          "[]",
          "{}",
          "[[3], [5]]",
          "{a: 1}",
          "*",
          "&a",
          "*a",
          "<<",
          "!!binary x",
          "|",
          ">",
          "#",
          "%",
          "@",
          "`",
          "\t",
          "\0",
          "\uFEFF",
          "\u2028",
          "\uD800",
          "é",
          "日本語",
          "$",
          "$x",
          "$(",
          "$(1 + n)",
          "$$",
          "%s",
          "'",
          "\"",
          "\\",
          "---",
          "...",
          "? ",
          ": ",
          "- ",
          ",",
          "(((((((((((((((((((((((((((((((((");

  private final List<String> seeds;
  private final List<String> words;

  /** A mutator of these seeds, none of them empty. */
  TextMutator(List<String> seeds) {
    this.seeds = List.copyOf(seeds);
    this.words =
        seeds.stream()
            .flatMap(TextMutator::tokens)
            .filter(w -> !w.isBlank())
            .distinct()
            .sorted()
            .toList();
  }

  private static Stream<String> tokens(String text) {
    return TOKEN.matcher(text).results().map(token -> token.group());
  }

  /** A seed with one to eight changes, some of them of bytes. */
  byte[] input(RandomGenerator random) {
    String text = pick(seeds, random);
    int changes = 1 + random.nextInt(1 + random.nextInt(8));
    for (int i = 0; i < changes; i++) {
      text = random.nextInt(3) == 0 ? changedLines(text, random) : changedTokens(text, random);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(8) == 1 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private String changedTokens(String text, RandomGenerator random) {
    List<String> tokens = tokens(text).collect(Collectors.toCollection(ArrayList::new));
    if (tokens.isEmpty()) {
      return pick(HOSTILE, random);
    }
    int at = random.nextInt(tokens.size());
    switch (random.nextInt(6)) {
      case 0 -> tokens.set(at, pick(HOSTILE, random));
      case 1 -> tokens.set(at, pick(words, random));
      case 2 -> tokens.add(at, pick(words, random));
      case 3 -> tokens.remove(at);
      case 4 -> tokens.add(at, tokens.get(random.nextInt(tokens.size())));
      default -> tokens.set(at, pick(HOSTILE, random));
    }
    return String.join("", tokens);
  }

  private String changedLines(String text, RandomGenerator random) {
    List<String> lines = text.lines().collect(Collectors.toCollection(ArrayList::new));
    if (lines.isEmpty()) {
      return text;
    }
    int at = random.nextInt(lines.size());
    List<String> others = pick(seeds, random).lines().toList();
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 2 -> lines.add(at, indentedAs(lines.get(at), pick(others, random)));
      case 3 -> lines.set(at, " ".repeat(random.nextInt(12)) + lines.get(at).strip());
      case 4 -> lines.addAll(at, lines.subList(0, random.nextInt(at + 1)).stream().toList());
      default -> lines.set(at, indentedAs(lines.get(at), pick(others, random)));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String indentedAs(String place, String line) {
    int indent = place.length() - place.stripLeading().length();
    return " ".repeat(indent) + line.strip();
  }

  private static <T> T pick(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }
}
