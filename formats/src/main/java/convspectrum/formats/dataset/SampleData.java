package convspectrum.formats.dataset;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A part of Fashion-MNIST (Zalando SE, MIT) in the resources: the first 40 training images and the
 * first 20 test images of each class.
 */
final class SampleData {
  static final String NAME = "fashion-sample";

  private SampleData() {}

  static Dataset read() {
    return Parts.together(NAME, NAME, part("train"), Optional.of(part("t10k")));
  }

  private static ImageSet part(String part) {
    IdxReader.Images images = read(part + "-images-idx3-ubyte.gz", IdxReader::images);
    int[] labels = read(part + "-labels-idx1-ubyte.gz", IdxReader::labels);
    return Parts.labelled(part, images.shape(), images.pixels(), labels);
  }

  private static <T> T read(String file, ByteSource.Reader<T> reader) {
    try (InputStream in = SampleData.class.getResourceAsStream(NAME + "/" + file)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + file + " is missing");
      }
      byte[] bytes = in.readAllBytes();
      return ByteSource.read(file, new ByteArrayInputStream(bytes), bytes.length, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
