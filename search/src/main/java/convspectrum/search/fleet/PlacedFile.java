package convspectrum.search.fleet;

import convspectrum.search.work.SentFile;
import java.io.Serializable;

/**
 * A file that a task finds in its folder.
 *
 * @param file with its content
 * @param place names joined by {@code /}
 */
public record PlacedFile(SentFile file, String place) implements Serializable {
  private static final long serialVersionUID = 1L;
}
