package convspectrum.search.scoring.images;

import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.formats.dataset.ImageSet;
import convspectrum.formats.dataset.PictureFile;
import convspectrum.search.work.FilesToSend;
import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Images of a folder, of a .npy file or of a data set, each channel standardised over the batch. A
 * batch is read once, and kept for the next network; several threads may take it.
 */
public final class ImageSource implements ScoringImages {
  private static final int HASH_BYTES = 6;

  private final String identity;
  private final int count;
  private final String name;
  private final StoredImages stored;
  private final Map<Batch, double[]> known = new ConcurrentHashMap<>();

  /** What a batch of images is read by. */
  private record Batch(Shape input, int skipped) {}

  ImageSource(String identity, int count, String name, StoredImages stored) {
    this.identity = identity;
    this.count = count;
    this.name = name;
    this.stored = stored;
  }

  /**
   * The images that {@code path} names: a .npy file, a folder that holds pictures, or else a data
   * set, which may have no path.
   */
  public static ScoringImages of(Path path) {
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      StoredTensor tensor = StoredTensor.read(path);
      return of(path, List.of(path), tensor.shape().batch(), tensor);
    }
    List<Path> files = pictures(path);
    if (files.isEmpty()) {
      return ofDataset(path.toString());
    }
    return of(path, files, files.size(), StoredPictures.of(files));
  }

  private static ImageSource of(Path path, List<Path> hashed, int count, StoredImages stored) {
    String named = String.valueOf(path.toAbsolutePath().normalize().getFileName());
    return new ImageSource(
        identity(named, hash(path, hashed), count), count, path.toString(), stored);
  }

  private static String identity(String named, String hash, int count) {
    return "%d images of %s (sha256 %s)".formatted(count, named, hash);
  }

  /** The training images of a data set. */
  private static ImageSource ofDataset(String named) {
    Dataset dataset = Datasets.open(named);
    ImageSet images = dataset.train();
    return new ImageSource(
        identity(dataset.name(), images.hash(), images.count()),
        images.count(),
        named,
        StoredSet.shuffled(named, images));
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public double[] take(Shape input, int skipped) {
    return known.computeIfAbsent(
        new Batch(input, skipped),
        _ -> {
          double[] values = stored.take(input, skipped);
          ImageChannels.standardise(values, input);
          return values;
        });
  }

  @Override
  public SentScoringImages send(int most, FilesToSend files) {
    return new SentScoringImages(
        identity, count, stored.kind(), name, files.write(out -> stored.write(most, out)));
  }

  /** The pictures that a folder itself holds; none where it is none. */
  private static List<Path> pictures(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(PictureFile::isNamed).sorted().toList();
    } catch (IOException e) {
      throw new WrongImagesException(
          "--images %s: cannot be read: %s; try another".formatted(folder, e.getMessage()));
    }
  }

  /** Of all that is in the files, in their order. */
  private static String hash(Path path, List<Path> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    } catch (IOException e) {
      throw new WrongImagesException(
          "--images %s: cannot be read: %s; try another".formatted(path, e.getMessage()));
    }
  }
}
