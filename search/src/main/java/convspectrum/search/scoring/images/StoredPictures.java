package convspectrum.search.scoring.images;

import convspectrum.executor.runtime.UnsupportedGraphException;
import convspectrum.formats.dataset.PictureFile;
import convspectrum.spec.graph.Shape;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures of PNG and JPEG files, scaled to the size of an input.
 *
 * @param pictures in the order of their names
 */
record StoredPictures(List<Picture> pictures) implements StoredImages {
  /** The content of a file. */
  private interface Content {
    InputStream open() throws IOException;
  }

  /** A file, whose content is on the disk, or was sent. */
  private record Picture(String name, Content content) {}

  /** The pictures of files. */
  static StoredPictures of(List<Path> files) {
    return new StoredPictures(
        files.stream()
            .map(file -> new Picture(file.toString(), () -> Files.newInputStream(file)))
            .toList());
  }

  /** Reads what {@link #write} wrote. */
  static StoredPictures sent(InputStream raw) throws IOException {
    DataInputStream in = new DataInputStream(raw);
    int count = in.readInt();
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      int length = in.readInt();
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException();
      }
      pictures.add(new Picture(name, () -> new ByteArrayInputStream(bytes)));
    }
    return new StoredPictures(pictures);
  }

  /** Red, green and blue of each pixel, 0 to 255, as (batch, 3, height, width). */
  @Override
  public double[] take(Shape input, int skipped) {
    if (input.channels() != 3) {
      throw new UnsupportedGraphException(
          "--images: found an input of %d channels; expected 3, as images have"
              .formatted(input.channels()));
    }
    double[] values = new double[Math.toIntExact(input.elements())];
    int plane = input.height() * input.width();
    for (int n = 0; n < input.batch(); n++) {
      BufferedImage image = read(pictures.get((skipped + n) % pictures.size()), input);
      for (int i = 0; i < plane; i++) {
        int rgb = image.getRGB(i % input.width(), i / input.width());
        for (int c = 0; c < 3; c++) {
          values[(n * 3 + c) * plane + i] = rgb >> (16 - 8 * c) & 0xFF;
        }
      }
    }
    return values;
  }

  private static BufferedImage read(Picture picture, Shape input) {
    try (InputStream in = picture.content().open()) {
      BufferedImage image = PictureFile.read(in);
      if (image == null) {
        throw new WrongImagesException(
            "--images: found no image in " + picture.name() + "; expected a PNG or JPEG file");
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
      throw new WrongImagesException(
          "--images: "
              + picture.name()
              + " cannot be read: "
              + e.getMessage()
              + "; try another file");
    }
  }

  @Override
  public SentScoringImages.Kind kind() {
    return SentScoringImages.Kind.PICTURES;
  }

  @Override
  public void write(int most, OutputStream raw) throws IOException {
    DataOutputStream out = new DataOutputStream(raw);
    List<Picture> first = pictures.subList(0, Math.min(most, pictures.size()));
    out.writeInt(first.size());
    for (Picture picture : first) {
      try (InputStream in = picture.content().open()) {
        byte[] bytes = in.readAllBytes();
        out.writeUTF(picture.name());
        out.writeInt(bytes.length);
        out.write(bytes);
      }
    }
    out.flush();
  }
}
