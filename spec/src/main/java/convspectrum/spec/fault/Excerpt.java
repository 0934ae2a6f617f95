package convspectrum.spec.fault;

/** A piece of a user's text, made fit for a message of one line. */
public final class Excerpt {
  private static final int LONGEST = 60;

  private Excerpt() {}

  /**
   * The text in one line: characters that do not print are shown as {@code ?}, line breaks and tabs
   * as blanks, and beyond 60 characters the rest as {@code …}.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder();
    int taken = 0;
    for (int i = 0; i < text.length() && taken < LONGEST; taken++) {
      int character = text.codePointAt(i);
      i += Character.charCount(character);
      shown.appendCodePoint(shown(character));
    }
    boolean cut = text.length() > LONGEST && text.codePointCount(0, text.length()) > LONGEST;
    return cut ? shown.append('…').toString() : shown.toString();
  }

  /** The whole text, with characters that do not print as {@link #of} shows them. */
  static String printable(String text) {
    if (text.chars().allMatch(c -> c >= ' ' && c < 127)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().map(Excerpt::shown).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static int shown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL -> Character.isWhitespace(character) ? ' ' : '?';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
      // Formats include the marks that reverse the direction of what follows.
      case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> '?';
      default -> character;
    };
  }
}
