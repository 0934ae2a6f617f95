package convspectrum.formats.dataset;

import convspectrum.spec.graph.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * IDX, the format of MNIST: two zero bytes, the type (8: unsigned bytes), the number of axes, the
 * sizes as big-endian 32-bit integers, and the elements, row-major (<a
 * href="http://yann.lecun.com/exdb/mnist/">LeCun's page</a>).
 */
final class IdxReader {
  private static final int UNSIGNED_BYTE = 8;

  private IdxReader() {}

  /**
   * Images.
   *
   * @param shape (channels, height, width) of each
   */
  record Images(Shape shape, Pixels.Bytes pixels) {}

  /** Reads images of (count, height, width), or of (count, channels, height, width). */
  static Images images(ByteSource source) throws IOException {
    int[] sizes = sizes(source, 3, 4);
    int channels = sizes.length == 3 ? 1 : sizes[1];
    int height = sizes[sizes.length - 2];
    int width = sizes[sizes.length - 1];
    long plane = (long) height * width;
    long each = plane > Integer.MAX_VALUE ? plane : channels * plane;
    source.requireRoom(sizes[0], each);
    List<byte[]> images = new ArrayList<>();
    for (int i = 0; i < sizes[0]; i++) {
      images.add(source.take((int) each));
    }
    return new Images(Shape.of(channels, height, width), new Pixels.Bytes(images));
  }

  /** Reads labels of (count). */
  static int[] labels(ByteSource source) throws IOException {
    int count = sizes(source, 1, 1)[0];
    source.requireRoom(1, count);
    byte[] bytes = source.take(count);
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = Byte.toUnsignedInt(bytes[i]);
    }
    return labels;
  }

  private static int[] sizes(ByteSource source, int fewest, int most) throws IOException {
    byte[] magic = source.take(4);
    if (magic[0] != 0 || magic[1] != 0) {
      throw source.fault("is no IDX file", "a file that begins with two zero bytes");
    }
    if (magic[2] != UNSIGNED_BYTE) {
      throw source.fault("elements of type 0x%02X".formatted(magic[2]), "0x08, unsigned bytes");
    }
    if (magic[3] < fewest || magic[3] > most) {
      throw source.fault(
          magic[3] + " axes", fewest == 1 ? "1, as labels have" : "3 or 4, as images have");
    }
    int[] sizes = new int[magic[3]];
    ByteBuffer.wrap(source.take(sizes.length * Integer.BYTES)).asIntBuffer().get(sizes);
    for (int size : sizes) {
      if (size < 1) {
        throw source.fault("an axis of " + Integer.toUnsignedString(size), "1 to 2147483647");
      }
    }
    return sizes;
  }
}
