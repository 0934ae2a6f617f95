package convspectrum.spec.yaml;

import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.SpecException;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * A text that is YAML as far as its characters go.
 *
 * @param name of its file
 * @param text without a byte order mark
 */
record SourceText(String name, String text) {
  static SourceText of(String name, String text) {
    SourceFile.requireSize(name, text.length());
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    SourceText source = new SourceText(name, body);
    for (int i = 0; i < body.length(); ) {
      int character = body.codePointAt(i);
      if (!StreamReader.isPrintable(character) || character == 0xFEFF) {
        throw new SpecException(List.of(source.unprintable(character, i)));
      }
      i += Character.charCount(character);
    }
    return source;
  }

  private Fault unprintable(int character, int index) {
    String problem =
        character == 0
            ? "a NUL character: this is a binary file"
            : "the character U+%04X does not print".formatted(character);
    return new Fault(locate(name, text, index), "", problem, "a text file in UTF-8");
  }

  /** The place of the character at an index; a pair of surrogates is one column. */
  static Location locate(String name, String text, int index) {
    int line = 1;
    int start = index > 0 && text.startsWith("\uFEFF") ? 1 : 0;
    for (int i = start; i < index; i++) {
      char character = text.charAt(i);
      boolean pair = character == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (character == '\n' || (character == '\r' && !pair)) {
        line++;
        start = i + 1;
      }
    }
    return new Location(name, line, text.codePointCount(start, index) + 1);
  }

  Location at(Mark mark) {
    return new Location(name, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** The text of a line, without its break; empty behind the last. */
  String line(int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("");
  }
}
