package convspectrum.cli.model;

import convspectrum.cli.usage.UsageException;
import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.dataset.PictureFile;
import convspectrum.spec.graph.Shape;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Pictures of PNG and JPEG files, scaled to the size of an input. */
final class PictureFiles {
  private PictureFiles() {}

  /** Red, green and blue of each pixel, 0 to 255, as (batch, 3, height, width). */
  static double[] take(List<Path> files, Shape input, int skipped) {
    if (input.channels() != 3) {
      throw new UnsupportedGraphException(
          "--images: found an input of %d channels; expected 3, as images have"
              .formatted(input.channels()));
    }
    double[] values = new double[Math.toIntExact(input.elements())];
    int plane = input.height() * input.width();
    for (int n = 0; n < input.batch(); n++) {
      BufferedImage image = read(files.get((skipped + n) % files.size()), input);
      for (int i = 0; i < plane; i++) {
        int rgb = image.getRGB(i % input.width(), i / input.width());
        for (int c = 0; c < 3; c++) {
          values[(n * 3 + c) * plane + i] = rgb >> (16 - 8 * c) & 0xFF;
        }
      }
    }
    return values;
  }

  private static BufferedImage read(Path file, Shape input) {
    try {
      BufferedImage image = PictureFile.read(file);
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
}
