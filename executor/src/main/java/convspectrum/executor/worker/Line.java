package convspectrum.executor.worker;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request or an answer, as one line of text.
 *
 * @param word kind of request or answer
 * @param fields its values, as text
 */
record Line(String word, List<String> fields) {
  static final String READY = "ready";
  static final String OK = "ok";
  static final String FAILED = "failed";
  static final String OUTPUTS = "outputs";
  static final String STEPS = "steps";
  static final String COMPILE = "compile";
  static final String WARM_UP = "warm-up";
  static final String SAMPLE = "sample";
  static final String PROFILE = "profile";
  static final String CLOSE = "close";
  static final String PIN = "pin";
  static final String UNPIN = "unpin";
  static final String COLLECT = "collect";
  static final String ACTIVITY = "activity";
  static final String QUIT = "quit";

  Line {
    fields = List.copyOf(fields);
  }

  static Line of(String word, Object... fields) {
    return new Line(word, Arrays.stream(fields).map(Object::toString).toList());
  }

  /** Parses a line; every text is valid. */
  static Line parse(String text) {
    String[] parts = text.split(" ", -1);
    List<String> fields = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      fields.add(decode(parts[i]));
    }
    return new Line(parts[0], fields);
  }

  String field(int index) {
    return fields.get(index);
  }

  int number(int index) {
    return Integer.parseInt(field(index));
  }

  long count(int index) {
    return Long.parseLong(field(index));
  }

  double real(int index) {
    return Double.parseDouble(field(index));
  }

  boolean flag(int index) {
    return Boolean.parseBoolean(field(index));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(word);
    fields.forEach(field -> text.append(' ').append(encode(field)));
    return text.toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Reverses {@link #encode}; a text that it cannot have produced stays unchanged. */
  static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
