package convspectrum.reports.table;

/**
 * Foreign text made harmless for a person's eyes: no control character reaches a terminal or a page
 * (an escape sequence could repaint the screen, a bidirectional override could reorder a line), and
 * each is still seen, as its picture of the Unicode block Control Pictures or as {@code �}.
 */
public final class VisibleText {
  private static final char REPLACEMENT = '\uFFFD';

  private VisibleText() {}

  /** The text in one line, free of control characters and unpaired surrogates. */
  public static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints().forEach(c -> visible.appendCodePoint(shown(c)));
    return visible.toString();
  }

  private static int shown(int c) {
    if (c < 0x20) {
      return 0x2400 + c;
    }
    if (c == 0x7F) {
      return 0x2421;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          REPLACEMENT;
      default -> isBidirectionalControl(c) ? REPLACEMENT : c;
    };
  }

  /** Embeddings, overrides and isolates: what "Trojan Source" (CVE-2021-42574) is made of. */
  private static boolean isBidirectionalControl(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }
}
