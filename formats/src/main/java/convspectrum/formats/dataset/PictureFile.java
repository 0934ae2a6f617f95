package convspectrum.formats.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Pictures of PNG and JPEG files. */
public final class PictureFile {
  /** A file of a few bytes may claim any size; memory is taken for no more than this. */
  private static final long MOST_PIXELS = 40_000_000;

  private PictureFile() {}

  /** Whether the name of a file is that of a picture. */
  public static boolean isNamed(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)");
  }

  /**
   * Reads a picture.
   *
   * @return the picture; null if the file holds none
   * @throws IOException if it cannot be read, is damaged, or has too many pixels
   */
  public static @Nullable BufferedImage read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  /**
   * Reads a picture of a file that is open.
   *
   * @return the picture; null if the file holds none
   * @throws IOException if it cannot be read, is damaged, or has too many pixels
   */
  public static @Nullable BufferedImage read(InputStream file) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(file)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return null;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MOST_PIXELS) {
          throw new IOException(
              "it has %d × %d pixels".formatted(reader.getWidth(0), reader.getHeight(0)));
        }
        return reader.read(0);
      } catch (RuntimeException e) {
        // Readers of the JDK meet damaged files with exceptions of many kinds.
        throw new IOException("it is damaged", e);
      } finally {
        reader.dispose();
      }
    }
  }

  /** Whether a picture has one channel. */
  static boolean isGrey(BufferedImage image) {
    return image.getColorModel().getNumComponents() == 1;
  }

  /**
   * The values of a picture, 0 to 255, (channels, height, width).
   *
   * @param channels 1 for a grey picture; 3 for red, green and blue
   */
  static byte[] values(BufferedImage image, int channels) {
    int plane = image.getWidth() * image.getHeight();
    byte[] values = new byte[channels * plane];
    boolean grey = isGrey(image);
    Raster raster = image.getRaster();
    // Values of grey pictures are taken as stored: getRGB would change their brightness.
    int shift = grey ? Math.max(0, image.getSampleModel().getSampleSize(0) - 8) : 0;
    for (int i = 0; i < plane; i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      int rgb = grey ? 0 : image.getRGB(x, y);
      for (int c = 0; c < channels; c++) {
        values[c * plane + i] =
            (byte) (grey ? raster.getSample(x, y, 0) >> shift : rgb >> (16 - 8 * c));
      }
    }
    return values;
  }
}
