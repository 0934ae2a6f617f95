package convspectrum.spec.expression.parse;

import convspectrum.spec.expression.ExpressionException;
import convspectrum.spec.expression.parse.Token.Kind;
import convspectrum.spec.fault.Excerpt;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into tokens, and looks one token ahead. */
final class Tokens {
  private static final Pattern NUMBER =
      Pattern.compile("(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The longer ones stand first, so that {@code <=} is not read as {@code <}. */
  private static final List<String> SYMBOLS =
      List.of("**", "//", "<=", ">=", "==", "!=", "+", "-", "*", "/", "%", "<", ">", "(", ")", ",");

  private final String text;
  private final Matcher number;
  private final Matcher word;
  private Token next;

  Tokens(String text, int start) {
    this.text = text;
    this.number = NUMBER.matcher(text);
    this.word = WORD.matcher(text);
    this.next = read(start);
  }

  /** Returns the next token and does not take it. */
  Token peek() {
    return next;
  }

  /** Takes the next token. */
  Token take() {
    Token taken = next;
    next = taken.kind() == Kind.END ? taken : read(taken.end());
    return taken;
  }

  /** Takes the next token where it is this one. */
  boolean takeIf(String symbolOrKeyword) {
    boolean is = next.is(symbolOrKeyword);
    if (is) {
      take();
    }
    return is;
  }

  private Token read(int from) {
    int start = from;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    if (start == text.length()) {
      return new Token(Kind.END, "", start, start);
    }
    char first = text.charAt(start);
    if (first == '\'' || first == '"') {
      return readText(start, first);
    }
    if (number.region(start, text.length()).lookingAt()) {
      return readNumber(start, number.end());
    }
    if (word.region(start, text.length()).lookingAt()) {
      return new Token(Kind.WORD, word.group(), start, word.end());
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, start)) {
        return new Token(Kind.SYMBOL, symbol, start, start + symbol.length());
      }
    }
    String character = text.substring(start, text.offsetByCodePoints(start, 1));
    throw new ExpressionException(
        start, "'" + Excerpt.of(character) + "' cannot stand here", advice(first));
  }

  private static String advice(char character) {
    return switch (character) {
      case '=' -> "'==' to compare";
      case '&' -> "'and'";
      case '|' -> "'or'";
      case '!' -> "'not' or '!='";
      case '^' -> "'**' for a power";
      case '$' -> "a name without '$'";
      default -> "a number, name, operator or parenthesis";
    };
  }

  private Token readText(int start, char quote) {
    int close = text.indexOf(quote, start + 1);
    if (close < 0) {
      throw new ExpressionException(
          start, "the text that starts here does not end", "a closing " + quote);
    }
    return new Token(Kind.TEXT, text.substring(start + 1, close), start, close + 1);
  }

  private Token readNumber(int start, int end) {
    int stop = end;
    while (stop < text.length()
        && (Character.isLetterOrDigit(text.charAt(stop)) || "_.".indexOf(text.charAt(stop)) >= 0)) {
      stop++;
    }
    if (stop > end) {
      throw new ExpressionException(
          start,
          "'" + Excerpt.of(text.substring(start, stop)) + "' is not a number",
          "a number such as 12, 0.5 or 1e-6");
    }
    return new Token(Kind.NUMBER, text.substring(start, end), start, end);
  }
}
