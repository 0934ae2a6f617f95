package convspectrum.search.fleet;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A file that a task needs, with its content. */
public final class SentFile implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final byte[] content;

  /**
   * A file.
   *
   * @param place where the task finds it in its folder: names joined by {@code /}
   * @param content which is not copied
   */
  public SentFile(String place, byte[] content) {
    this.place = place;
    this.content = content;
  }

  /** Writes it. */
  void write(Path folder) throws IOException {
    Path file = folder.resolve(place);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, content);
  }
}
