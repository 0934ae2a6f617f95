package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.formats.numpy.Npy;
import convspectrum.search.scoring.ScoringImages;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.tensor.Tensor;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Images of a folder or of a .npy file, each channel standardised over the batch. */
public final class ImageSource {
  private ImageSource() {}

  /** The images that {@code path} names. */
  public static ScoringImages of(Path path) {
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".npy")) {
      Tensor tensor = Npy.read(path);
      return (input, skipped) -> ofTensor(path, tensor, input, skipped);
    }
    List<Path> files = files(path);
    return (input, skipped) -> ofFiles(files, input, skipped);
  }

  private static double[] ofTensor(Path path, Tensor tensor, Shape input, int skipped) {
    Shape shape = tensor.shape();
    if (shape.rank() != 4 || !shape.with(0, 1).equals(input.with(0, 1))) {
      throw new UsageException(
          "--images %s: holds %s; expected (batch, %d, %d, %d)"
              .formatted(path, shape, input.channels(), input.height(), input.width()));
    }
    int each = Math.toIntExact(shape.elements() / shape.batch());
    double[] images = new double[Math.toIntExact(input.elements())];
    for (int i = 0; i < images.length; i++) {
      int image = (skipped + i / each) % shape.batch();
      images[i] = tensor.data()[image * each + i % each];
    }
    return images;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      List<Path> files =
          found
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)"))
              .sorted()
              .toList();
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

  private static double[] ofFiles(List<Path> files, Shape input, int skipped) {
    if (input.channels() != 3) {
      throw new UsageException(
          "--images: found an input of %d channels; expected 3, as images have"
              .formatted(input.channels()));
    }
    List<BufferedImage> images = new ArrayList<>();
    for (int n = 0; n < input.batch(); n++) {
      images.add(read(files.get((skipped + n) % files.size()), input));
    }
    double[] values = new double[Math.toIntExact(input.elements())];
    int plane = input.height() * input.width();
    for (int n = 0; n < input.batch(); n++) {
      for (int i = 0; i < plane; i++) {
        int rgb = images.get(n).getRGB(i % input.width(), i / input.width());
        for (int c = 0; c < 3; c++) {
          values[(n * 3 + c) * plane + i] = rgb >> (16 - 8 * c) & 0xFF;
        }
      }
    }
    standardise(values, plane);
    return values;
  }

  private static BufferedImage read(Path file, Shape input) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw new UsageException(
            "--images: found no image in " + file + "; expected a PNG or JPEG file");
      }
      BufferedImage scaled =
          new BufferedImage(input.width(), input.height(), BufferedImage.TYPE_INT_RGB);
      Graphics2D graphics = scaled.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(image, 0, 0, input.width(), input.height(), null);
      graphics.dispose();
      return scaled;
    } catch (IOException e) {
      throw new UsageException(
          "--images: " + file + " cannot be read: " + e.getMessage() + "; try another file");
    }
  }

  /** Mean 0 and deviation 1 in each channel, as random inputs have. */
  private static void standardise(double[] values, int plane) {
    double[] sums = new double[3];
    double[] squares = new double[3];
    for (int i = 0; i < values.length; i++) {
      int c = i / plane % 3;
      sums[c] += values[i];
      squares[c] += values[i] * values[i];
    }
    double count = values.length / 3.0;
    for (int i = 0; i < values.length; i++) {
      int c = i / plane % 3;
      double mean = sums[c] / count;
      double deviation = Math.sqrt(Math.max(squares[c] / count - mean * mean, 0));
      values[i] = deviation > 0 ? (values[i] - mean) / deviation : 0;
    }
  }
}
