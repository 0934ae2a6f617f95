package convspectrum.cli.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * What the forks of a runtime are told, by a file: the command line of a process has room for
 * little.
 *
 * @param words of the command line by which a fork lays out the designs
 * @param identity of the designs that the asking process laid out
 * @param warmUp for how long to warm up at most
 * @param steadiness share by which a steady program's times may still change
 * @param pinned whether to keep a single-threaded run on one CPU
 */
public record ForkRequest(
    List<String> words, String identity, Duration warmUp, double steadiness, boolean pinned) {
  private static final String WORD = "word.";

  public ForkRequest {
    words = List.copyOf(words);
  }

  /** Writes it to {@code file}. */
  void write(Path file) {
    Properties properties = new Properties();
    IntStream.range(0, words.size()).forEach(i -> properties.setProperty(WORD + i, words.get(i)));
    properties.setProperty("words", Integer.toString(words.size()));
    properties.setProperty("identity", identity);
    properties.setProperty("warm-up", warmUp.toString());
    properties.setProperty("steadiness", Double.toString(steadiness));
    properties.setProperty("pinned", Boolean.toString(pinned));
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static ForkRequest read(Path file) {
    Properties properties = new Properties();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ForkRequest(
        IntStream.range(0, Integer.parseInt(properties.getProperty("words")))
            .mapToObj(i -> properties.getProperty(WORD + i))
            .toList(),
        properties.getProperty("identity"),
        Duration.parse(properties.getProperty("warm-up")),
        Double.parseDouble(properties.getProperty("steadiness")),
        Boolean.parseBoolean(properties.getProperty("pinned")));
  }
}
