package convspectrum.reports.view;

/**
 * How many columns of a terminal a text takes: 2 for wide and full-width characters (Unicode
 * Standard Annex #11) and emoji, 0 for combining marks and format characters, else 1.
 */
final class DisplayWidth {
  /** First and last of each range with East Asian Width W or F, emoji apart. */
  private static final int[] WIDE = {
    0x1100, 0x115F, 0x2329, 0x232A, 0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0xA4C6, 0xA960, 0xA97C,
    0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6,
    0x16FE0, 0x18D08, 0x1AFF0, 0x1B2FB, 0x1F200, 0x1F265, 0x20000, 0x3FFFD
  };

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  static int of(int c) {
    if (c < 0x300) {
      return 1;
    }
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isJoiningHangul(c) ? 0 : isWide(c) || isWideEmoji(c) ? 2 : 1;
    };
  }

  /** Vowels and final consonants join the syllable before them. */
  private static boolean isJoiningHangul(int c) {
    return c >= 0x1160 && c <= 0x11FF;
  }

  /** Regional indicators come in pairs, which make one flag of two columns. */
  private static boolean isWideEmoji(int c) {
    return Character.isEmojiPresentation(c) && !(c >= 0x1F1E6 && c <= 0x1F1FF);
  }

  private static boolean isWide(int c) {
    for (int i = 0; i < WIDE.length && c >= WIDE[i]; i += 2) {
      if (c <= WIDE[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
