package convspectrum.reports.view;

import convspectrum.reports.table.Alignment;
import java.util.ArrayList;
import java.util.List;

/**
 * A column laid out for a fixed-width font.
 *
 * @param heading in lines, so that a long heading does not widen a narrow column
 * @param cells one per row
 * @param alignment of both
 * @param width of the widest
 */
record ConsoleColumn(List<String> heading, List<String> cells, Alignment alignment, int width) {
  /** Breaks the heading at spaces to the width of the cells, or of its longest word. */
  static ConsoleColumn of(String heading, List<String> cells, Alignment alignment) {
    List<String> words = List.of(heading.split(" ", -1));
    int width = Math.max(widest(cells), widest(words));
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(words.getFirst());
    for (String word : words.subList(1, words.size())) {
      if (DisplayWidth.of(line + " " + word) > width) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line.append(' ').append(word);
      }
    }
    lines.add(line.toString());
    return new ConsoleColumn(lines, cells, alignment, width);
  }

  String pad(String text) {
    return pad(text, width, alignment);
  }

  static String pad(String text, int width, Alignment alignment) {
    String spaces = " ".repeat(Math.max(0, width - DisplayWidth.of(text)));
    return switch (alignment) {
      case START -> text + spaces;
      case END -> spaces + text;
    };
  }

  /** The text, or its beginning and {@code ...} in no more than {@code most} columns. */
  static String shorten(String text, int most) {
    if (DisplayWidth.of(text) <= most) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int width = 3;
    for (int c : text.codePoints().toArray()) {
      width += DisplayWidth.of(c);
      if (width > most) {
        break;
      }
      kept.appendCodePoint(c);
    }
    return kept + "...";
  }

  private static int widest(List<String> texts) {
    return texts.stream().mapToInt(DisplayWidth::of).max().orElse(0);
  }
}
