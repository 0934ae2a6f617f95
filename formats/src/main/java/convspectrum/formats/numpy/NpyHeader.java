package convspectrum.formats.numpy;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of a {@code .npy} file: magic, version, length, and a Python dictionary such as {@code
 * {'descr': '<f4', 'fortran_order': False, 'shape': (1, 3), }}.
 *
 * @param offset number of bytes before the elements
 */
record NpyHeader(Shape shape, Elements elements, ByteOrder order, int offset) {
  /** The types of elements that are read. */
  enum Elements {
    FLOAT32(4),
    FLOAT64(8),
    INT32(4),
    INT64(8),
    UINT8(1),
    BOOL(1);

    private final int bytes;

    Elements(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }

    /** The next element, rounded to float32. */
    float next(ByteBuffer from) {
      return switch (this) {
        case FLOAT32 -> from.getFloat();
        case FLOAT64 -> (float) from.getDouble();
        case INT32 -> from.getInt();
        case INT64 -> from.getLong();
        case UINT8 -> Byte.toUnsignedInt(from.get());
        case BOOL -> from.get();
      };
    }
  }

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int ALIGNMENT = 64;

  /** NumPy itself refuses longer headers. */
  private static final int MAX_LENGTH = 10_000;

  private static final int MAX_RANK = 32;
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']*)'");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9,\\s]*)\\)");

  /**
   * Reads it.
   *
   * @param file what messages name
   * @param size number of bytes of the whole file
   */
  static NpyHeader read(String file, ReadableByteChannel channel, long size) throws IOException {
    Text head = text(file, channel, size);
    String text = head.content;
    String type = field(file, text, TYPE, "descr");
    Shape shape = shape(file, field(file, text, SHAPE, "shape"));
    boolean fortran = field(file, text, FORTRAN, "fortran_order").equals("True");
    if (fortran && shape.rank() > 1) {
      throw fault(
          file,
          "array in Fortran order",
          "C order; try to save numpy.ascontiguousarray(x) instead");
    }
    Elements elements =
        switch (type.isEmpty() ? "" : type.substring(1)) {
          case "f4" -> Elements.FLOAT32;
          case "f8" -> Elements.FLOAT64;
          case "i4" -> Elements.INT32;
          case "i8" -> Elements.INT64;
          case "u1" -> Elements.UINT8;
          case "b1" -> Elements.BOOL;
          default -> null;
        };
    if (elements == null) {
      throw fault(
          file,
          "elements of type '" + type + "'",
          "expected float32 ('<f4'), float64, int32, int64, uint8 or bool; try to save x.astype('float32') instead");
    }
    boolean big = type.charAt(0) == '>';
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyHeader(shape, elements, order, head.offset);
  }

  /** Version 1.0, padded so that the data begins at a multiple of 64 bytes, as NumPy writes it. */
  static byte[] bytes(Shape shape) {
    String dims =
        Arrays.stream(shape.toArray()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    String dictionary =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%s%s), }"
            .formatted(dims, shape.rank() == 1 ? "," : "");
    int prefix = MAGIC.length + 4;
    int unpadded = prefix + dictionary.length() + 1;
    int total = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    return ByteBuffer.allocate(total)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (total - prefix))
        .put(dictionary.getBytes(StandardCharsets.US_ASCII))
        .put(" ".repeat(total - unpadded).getBytes(StandardCharsets.US_ASCII))
        .put((byte) '\n')
        .array();
  }

  /** Reads until {@code buffer} is full, and makes it ready to be read from. */
  static void fill(ReadableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new EOFException("ends " + buffer.remaining() + " bytes early");
      }
    }
    buffer.flip();
  }

  /**
   * The dictionary of a head.
   *
   * @param offset number of bytes up to its end
   */
  private record Text(String content, int offset) {}

  private static Text text(String file, ReadableByteChannel channel, long total)
      throws IOException {
    byte[] magic = new byte[MAGIC.length];
    if (total < MAGIC.length + 4) {
      throw fault(file, "no NumPy file: only " + total + " bytes", "expected .npy");
    }
    ByteBuffer start = ByteBuffer.allocate(MAGIC.length + 2);
    fill(channel, start);
    start.get(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw fault(
          file, "no NumPy file", "expected one array as numpy.save writes it (.npy, not .npz)");
    }
    int version = start.get();
    if (version < 1 || version > 3) {
      throw fault(file, ".npy version " + version, "expected 1, 2 or 3");
    }
    ByteBuffer size =
        ByteBuffer.allocate(version == 1 ? Short.BYTES : Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, size);
    long length =
        version == 1 ? Short.toUnsignedInt(size.getShort()) : Integer.toUnsignedLong(size.getInt());
    if (length > MAX_LENGTH) {
      throw fault(file, "header of " + length + " bytes", "expected at most " + MAX_LENGTH);
    }
    ByteBuffer text = ByteBuffer.allocate((int) length);
    fill(channel, text);
    return new Text(
        StandardCharsets.UTF_8.decode(text).toString(),
        start.capacity() + size.capacity() + text.capacity());
  }

  private static String field(String file, String text, Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw fault(
          file,
          "no readable '" + name + "' in the header " + text.strip(),
          "expected {'descr': '<f4', 'fortran_order': False, 'shape': (…), }");
    }
    return matcher.group(1);
  }

  private static Shape shape(String file, String text) {
    // One comma may follow the last size, as in (3,).
    String sizes = text.strip().replaceFirst("(?<=\\d)\\s*,$", "");
    String[] parts = sizes.isEmpty() ? new String[0] : sizes.split("\\s*,\\s*", -1);
    if (parts.length > MAX_RANK) {
      throw fault(file, parts.length + " axes", "expected at most " + MAX_RANK);
    }
    try {
      return Shape.of(Arrays.stream(parts).mapToInt(Integer::parseInt).toArray());
    } catch (NumberFormatException e) {
      throw fault(file, "shape (" + text + ")", "expected sizes of at most 2147483647");
    }
  }

  private static SpecException fault(String file, String problem, String expected) {
    return SpecException.ofFile(file, problem, expected);
  }
}
