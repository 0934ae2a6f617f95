package convspectrum.search.scoring.images;

import convspectrum.formats.dataset.ImageSet;
import convspectrum.formats.dataset.ImageSetFile;
import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import convspectrum.search.work.WorkFailedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Images to score with, as they are sent: those that a batch and the next one need, as they are
 * stored, since designs may have inputs of several sizes.
 *
 * @param identity {@link ScoringImages#identity}
 * @param count of all of them
 * @param kind what the file holds
 * @param name that messages have
 * @param file of the first images
 */
public record SentScoringImages(String identity, int count, Kind kind, String name, SentFile file)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How images are stored. */
  public enum Kind {
    TENSOR,
    SET,
    PICTURES
  }

  /**
   * Reads them.
   *
   * @throws WorkFailedException where the file is damaged
   */
  public ScoringImages open(FoundFiles found) {
    Path path = found.find(file);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      StoredImages stored =
          switch (kind) {
            case TENSOR -> StoredTensor.sent(name, in);
            case PICTURES -> StoredPictures.sent(in);
            case SET -> {
              List<ImageSet> sets = ImageSetFile.read(path);
              yield new StoredSet(name, sets.getFirst());
            }
          };
      return new ImageSource(identity, count, name, stored);
    } catch (IOException e) {
      throw new WorkFailedException(
          "--images %s: cannot be read on a worker: %s; try again".formatted(name, e.getMessage()));
    }
  }
}
