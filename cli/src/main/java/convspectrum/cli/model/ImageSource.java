package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.dataset.Dataset;
import convspectrum.formats.dataset.Datasets;
import convspectrum.formats.dataset.ImageSet;
import convspectrum.formats.dataset.PictureFile;
import convspectrum.formats.numpy.Npy;
import convspectrum.search.scoring.ImageChannels;
import convspectrum.search.scoring.ScoringImages;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Images of a folder, of a .npy file or of a data set, each channel standardised over the batch. A
 * batch is read once, and kept for the next network; several threads may take it.
 */
final class ImageSource implements ScoringImages {
  private static final int HASH_BYTES = 6;

  private final String identity;
  private final int count;
  private final Stored stored;
  private final Map<Batch, double[]> known = new ConcurrentHashMap<>();

  /** What a batch of images is read by. */
  private record Batch(Shape input, int skipped) {}

  /** Images as they are stored. */
  private interface Stored {
    /** As {@link ScoringImages#take}, not standardised. */
    double[] take(Shape input, int skipped);
  }

  private ImageSource(String name, String hash, int count, Stored stored) {
    this.identity = "%d images of %s (sha256 %s)".formatted(count, name, hash);
    this.count = count;
    this.stored = stored;
  }

  /**
   * The images that {@code path} names: a .npy file, a folder that holds pictures, or else a data
   * set, which may have no path.
   */
  static ScoringImages of(Path path) {
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      Tensor tensor = Npy.read(path);
      if (tensor.shape().rank() != 4) {
        throw new UsageException(
            "--images %s: holds %s; expected (batch, channels, height, width)"
                .formatted(path, tensor.shape()));
      }
      return of(
          path,
          List.of(path),
          tensor.shape().batch(),
          (input, skipped) -> ofTensor(path, tensor, input, skipped));
    }
    List<Path> files = pictures(path);
    if (files.isEmpty()) {
      return ofDataset(path.toString());
    }
    return of(
        path, files, files.size(), (input, skipped) -> PictureFiles.take(files, input, skipped));
  }

  private static ImageSource of(Path path, List<Path> hashed, int count, Stored stored) {
    String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
    return new ImageSource(name, hash(path, hashed), count, stored);
  }

  /** The training images of a data set, in an order that does not go by their classes. */
  private static ImageSource ofDataset(String named) {
    Dataset dataset = Datasets.open(named);
    ImageSet images = dataset.train();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < images.count(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(1));
    return new ImageSource(
        dataset.name(),
        images.hash(),
        images.count(),
        (input, skipped) -> ofSet(named, images, order, input, skipped));
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

  private static double[] ofSet(
      String named, ImageSet images, List<Integer> order, Shape input, int skipped) {
    int[] chosen = new int[input.batch()];
    for (int n = 0; n < chosen.length; n++) {
      chosen[n] = order.get((skipped + n) % order.size());
    }
    Shape each = Shape.of(input.channels(), input.height(), input.width());
    ImageSet fitted;
    try {
      fitted = images.select(chosen).fitted(each);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedGraphException(
          "--images %s: found images of %d channels; expected %d, or 1 or 3 that can be made so"
              .formatted(named, images.shape().dim(0), input.channels()));
    }
    float[] floats = new float[Math.toIntExact(input.elements())];
    for (int n = 0; n < chosen.length; n++) {
      fitted.read(n, floats, n * Math.toIntExact(each.elements()));
    }
    double[] values = new double[floats.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = floats[i];
    }
    return values;
  }

  private static double[] ofTensor(Path path, Tensor tensor, Shape input, int skipped) {
    Shape shape = tensor.shape();
    if (!shape.with(0, 1).equals(input.with(0, 1))) {
      throw new UnsupportedGraphException(
          "--images %s: holds %s; expected (batch, %d, %d, %d)"
              .formatted(path, shape, input.channels(), input.height(), input.width()));
    }
    int each = Math.toIntExact(shape.elements() / shape.batch());
    double[] images = new double[Math.toIntExact(input.elements())];
    for (int i = 0; i < images.length; i++) {
      int image = (skipped + i / each) % shape.batch();
      images[i] = tensor.data()[image * each + i % each];
      if (!Double.isFinite(images[i])) {
        throw new UnsupportedGraphException(
            "--images %s: image %d holds %s; expected finite numbers"
                .formatted(path, image, images[i]));
      }
    }
    return images;
  }

  /** The pictures that a folder itself holds; none where it is none. */
  private static List<Path> pictures(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(PictureFile::isNamed).sorted().toList();
    } catch (IOException e) {
      throw new UsageException(
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
      throw new UsageException(
          "--images %s: cannot be read: %s; try another".formatted(path, e.getMessage()));
    }
  }
}
