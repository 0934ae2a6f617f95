package convspectrum.search.figure;

import convspectrum.search.strategy.Encoding;
import convspectrum.spec.file.CsvFile;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How the rows of a table name designs: with one digit for each of some parameters, which gives its
 * choice. Digits may be separated, as in {@code 0-2-1} or {@code [0, 2, 1]}; then choices may also
 * be numbers of several digits.
 *
 * @param column that holds the keys
 * @param parameters for each digit, the index of its parameter in the encoding
 * @param digits the n-th digit stands for the n-th choice; no character occurs twice
 * @param choices for each digit the number of choices of its parameter
 */
public record DesignKey(
    String column, List<Integer> parameters, String digits, List<Integer> choices) {
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}]+");

  /** With these digits a choice is written as its index, from 0. */
  private static final String NUMBERS = "0123456789";

  public DesignKey {
    parameters = List.copyOf(parameters);
    choices = List.copyOf(choices);
    if (digits.chars().distinct().count() < digits.length()) {
      throw new IllegalArgumentException("digits %s: one comes twice".formatted(digits));
    }
  }

  /** The encoding that the key of a row names. */
  Encoding encoding(CsvFile csv, int row, String text) {
    int count = parameters.size();
    int[] indices = new int[count];
    if (text.length() == count) {
      for (int i = 0; i < count; i++) {
        indices[parameters.get(i)] =
            require(csv, row, text, i, text.substring(i, i + 1), digits.indexOf(text.charAt(i)));
      }
      return Encoding.of(indices);
    }
    List<String> parts =
        Arrays.stream(SEPARATORS.split(text)).filter(part -> !part.isEmpty()).toList();
    if (parts.size() != count) {
      throw csv.fault(
          row,
          parts.size() <= 1
              ? "the key '%s' has %d digit%s"
                  .formatted(text, text.length(), text.length() == 1 ? "" : "s")
              : "the key '%s' has %d parts".formatted(text, parts.size()),
          count
              + ", one for each of --params"
              + (text.length() < count ? "; leading zeros count" : ""));
    }
    for (int i = 0; i < count; i++) {
      indices[parameters.get(i)] = require(csv, row, text, i, parts.get(i), choice(parts.get(i)));
    }
    return Encoding.of(indices);
  }

  /** The choice that a part of a key stands for; -1 for none. */
  private int choice(String part) {
    if (part.length() == 1) {
      return digits.indexOf(part.charAt(0));
    }
    boolean number =
        digits.startsWith(NUMBERS)
            && part.length() <= 9
            && part.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(part) : -1;
  }

  private int require(CsvFile csv, int row, String text, int place, String part, int choice) {
    int most = choices.get(place);
    if (choice >= 0 && choice < most) {
      return choice;
    }
    throw csv.fault(
        row,
        "the key '%s': '%s' at place %d stands for no choice".formatted(text, part, place + 1),
        digits.length() < most
            ? "one of --digits %s, or more of them: there are %d choices".formatted(digits, most)
            : "one of %s".formatted(digits.substring(0, most)));
  }
}
