package convspectrum.spec.expression.parse;

import convspectrum.spec.fault.Excerpt;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text as it is written; of a text, what is between its quotes
 * @param offset where it starts
 * @param end behind its last character
 */
record Token(Kind kind, String text, int offset, int end) {
  /** What a token is. */
  enum Kind {
    NUMBER,
    TEXT,
    /** A name or a keyword. */
    WORD,
    SYMBOL,
    END
  }

  boolean is(String symbolOrKeyword) {
    return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbolOrKeyword);
  }

  String describe() {
    return switch (kind) {
      case END -> "the end";
      case TEXT -> "the text '" + Excerpt.of(text) + "'";
      case NUMBER, WORD, SYMBOL -> "'" + Excerpt.of(text) + "'";
    };
  }
}
