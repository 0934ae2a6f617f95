package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.executor.runtime.UnsupportedGraphException;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Images of a folder or of a .npy file, each channel standardised over the batch. A batch is read
 * once, and kept for the next network; several threads may take it.
 */
final class ImageSource implements ScoringImages {
  private static final int HASH_BYTES = 6;

  private final String identity;
  private final int count;
  private final Pictures pictures;
  private final Map<Batch, double[]> known = new ConcurrentHashMap<>();

  /** What a batch of images is read by. */
  private record Batch(Shape input, int skipped) {}

  /** Images as they are stored. */
  private interface Pictures {
    /** As {@link ScoringImages#take}, not standardised. */
    double[] take(Shape input, int skipped);
  }

  private ImageSource(Path path, List<Path> hashed, int count, Pictures pictures) {
    this.identity =
        "%d images of %s (sha256 %s)".formatted(count, path.getFileName(), hash(path, hashed));
    this.count = count;
    this.pictures = pictures;
  }

  /** The images that {@code path} names. */
  static ScoringImages of(Path path) {
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      Tensor tensor = Npy.read(path);
      if (tensor.shape().rank() != 4) {
        throw new UsageException(
            "--images %s: holds %s; expected (batch, channels, height, width)"
                .formatted(path, tensor.shape()));
      }
      return new ImageSource(
          path,
          List.of(path),
          tensor.shape().batch(),
          (input, skipped) -> ofTensor(path, tensor, input, skipped));
    }
    List<Path> files = files(path);
    return new ImageSource(
        path, files, files.size(), (input, skipped) -> PictureFiles.take(files, input, skipped));
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
          double[] values = pictures.take(input, skipped);
          ImageChannels.standardise(values, input);
          return values;
        });
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

  private static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files = found.filter(PictureFile::isNamed).sorted().toList();
      if (files.isEmpty()) {
        throw new UsageException(
            "--images " + folder + ": holds no image; expected PNG or JPEG files");
      }
      return files;
    } catch (IOException e) {
      throw new UsageException(
          "--images " + folder + ": cannot be read; expected a folder or a .npy file");
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
