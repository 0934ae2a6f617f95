package convspectrum.cli.fuzz;

import convspectrum.search.journal.Evaluation;
import convspectrum.search.journal.Journal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Journals: a database with damaged bytes, or one whose lines have been exchanged for others, some
 * with a checksum that is right. Opened for a search, and for inspection.
 */
final class JournalTarget implements FuzzTarget {
  /** The line that the journal below has for its one evaluation, without its checksum. */
  private static final String BODY = "macs\tdesign=1\t1.5\tnote";

  private final TextMutator lines =
      new TextMutator(List.of(BODY, "macs\tdesign=2\t-\tfails", "journal\tspace\t-\tspace"));
  private final Path folder;
  private final byte[] sound;

  JournalTarget(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder.resolve("journals"));
    Path file = this.folder.resolve("sound.journal");
    try (Journal journal = Journal.open(file, "space", "1")) {
      journal.put("macs", Map.of("design=1", new Evaluation(OptionalDouble.of(1.5), "note")));
      journal.progress("search", 10, 1);
    }
    this.sound = Files.readAllBytes(file);
    if (!new String(sound, StandardCharsets.ISO_8859_1).contains(BODY)) {
      throw new IllegalStateException("a journal has other lines than this test knows");
    }
  }

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public byte[] input(RandomGenerator random) {
    if (random.nextInt(3) > 0) {
      return withLine(lines.input(random), random.nextInt(4) > 0);
    }
    byte[] bytes = sound.clone();
    int changes = 1 + random.nextInt(16);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(8) == 1
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }

  /** The journal with another line in the place of its own; the line is cut or filled to fit. */
  private byte[] withLine(byte[] body, boolean checksummed) {
    byte[] fitting = new byte[BODY.length()];
    java.util.Arrays.fill(fitting, (byte) ' ');
    System.arraycopy(body, 0, fitting, 0, Math.min(body.length, fitting.length));
    String text = new String(sound, StandardCharsets.ISO_8859_1);
    byte[] bytes = sound.clone();
    int at = text.indexOf(BODY);
    System.arraycopy(fitting, 0, bytes, at, fitting.length);
    if (checksummed) {
      CRC32 crc = new CRC32();
      crc.update(fitting);
      byte[] sum = "%08x".formatted(crc.getValue()).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(sum, 0, bytes, at + fitting.length + 1, sum.length);
    }
    return bytes;
  }

  @Override
  public void read(byte[] input) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    Path file = Files.write(folder.resolve("fuzzed.journal"), input);
    inspect(file);
    try (Journal journal = Journal.open(file, "space", "1")) {
      journal.find("macs", "design=1");
      journal.claim("macs", "design=3");
      journal.put("macs", Map.of("design=3", new Evaluation(OptionalDouble.of(3), "")));
      if (journal.find("macs", "design=3").isEmpty()) {
        throw new AssertionError("what was put into the journal is not there");
      }
      journal.progress("search", 10, 2);
      journal.notes();
    }
    inspect(file);
  }

  private static void inspect(Path file) {
    try (Journal journal = Journal.read(file)) {
      journal.rows().forEach(row -> row.evaluation().number());
      journal.runs();
      journal.facts();
    } catch (convspectrum.search.journal.JournalException e) {
      if (e.getMessage() == null) {
        throw e;
      }
    }
  }
}
