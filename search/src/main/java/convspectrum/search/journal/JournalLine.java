package convspectrum.search.journal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A row of a journal as a line of text with a checksum, so that it can be found in the bytes of a
 * file that SQLite itself no longer reads.
 *
 * @param figure identity of what was evaluated; {@link #META} for a fact about the journal
 * @param key of the design
 */
record JournalLine(String figure, String key, Evaluation evaluation) {
  static final String META = "journal";

  private static final char START = '\u0002';
  private static final char END = '\u0003';
  private static final String MAGIC = START + "cs1\t";

  String line() {
    String number =
        evaluation.number().isPresent() ? Double.toString(evaluation.number().getAsDouble()) : "-";
    String body = String.join("\t", plain(figure), plain(key), number, plain(evaluation.note()));
    return MAGIC + body + "\t" + checksum(body) + END;
  }

  /** The record of a line; none where it is damaged. */
  static Optional<JournalLine> parse(@Nullable String line) {
    if (line == null
        || line.isEmpty()
        || !line.startsWith(MAGIC)
        || line.charAt(line.length() - 1) != END) {
      return Optional.empty();
    }
    String content = line.substring(MAGIC.length(), line.length() - 1);
    int last = content.lastIndexOf('\t');
    if (last < 0 || !checksum(content.substring(0, last)).equals(content.substring(last + 1))) {
      return Optional.empty();
    }
    String[] parts = content.substring(0, last).split("\t", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    if (parts[2].equals("-")) {
      return Optional.of(
          new JournalLine(parts[0], parts[1], new Evaluation(OptionalDouble.empty(), parts[3])));
    }
    try {
      double number = Double.parseDouble(parts[2]);
      return Double.isNaN(number)
          ? Optional.empty()
          : Optional.of(
              new JournalLine(
                  parts[0], parts[1], new Evaluation(OptionalDouble.of(number), parts[3])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether it is the line of this evaluation, whose names a line holds without control characters.
   */
  boolean isOf(@Nullable String otherFigure, @Nullable String otherKey) {
    return otherFigure != null
        && otherKey != null
        && figure.equals(plain(otherFigure))
        && key.equals(plain(otherKey));
  }

  /** All undamaged records in these bytes. */
  static List<JournalLine> find(byte[] bytes) {
    List<JournalLine> found = new ArrayList<>();
    byte[] magic = MAGIC.getBytes(StandardCharsets.UTF_8);
    for (int start = 0; start + magic.length < bytes.length; start++) {
      if (bytes[start] == START && matches(bytes, start, magic)) {
        int end = start + magic.length;
        while (end < bytes.length && bytes[end] != END && bytes[end] != START) {
          end++;
        }
        if (end < bytes.length && bytes[end] == END) {
          parse(new String(bytes, start, end + 1 - start, StandardCharsets.UTF_8))
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean matches(byte[] bytes, int start, byte[] magic) {
    for (int i = 0; i < magic.length; i++) {
      if (bytes[start + i] != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static String plain(String text) {
    return text.replaceAll("[\\x00-\\x1F]", " ");
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }
}
