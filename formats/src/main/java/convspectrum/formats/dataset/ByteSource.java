package convspectrum.formats.dataset;

import convspectrum.spec.fault.SpecException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of known kind that is read from its beginning to its end, unpacked where it is gzipped.
 * Sizes that the file claims are compared with what can be in it before memory is taken for them.
 */
final class ByteSource implements AutoCloseable {
  /** Deflate makes at most this many bytes of one. */
  private static final long LARGEST_RATIO = 1032;

  private static final int BUFFER = 1 << 16;

  /** What Java needs for an array beside its elements. */
  private static final int ARRAY_BYTES = 24;

  private final String name;
  private final InputStream in;
  private final long most;

  private ByteSource(String name, InputStream in, long most) {
    this.name = name;
    this.in = in;
    this.most = most;
  }

  /** What is read of a source. */
  interface Reader<T> {
    /** Reads it. */
    T read(ByteSource source) throws IOException;
  }

  /** Reads a file with {@code reader}, which must reach its end. */
  static <T> T read(Path file, Reader<T> reader) {
    if (!Files.isRegularFile(file)) {
      throw SpecException.ofFile(
          file.toString(),
          Files.exists(file) ? "is no regular file" : "there is no such file",
          "expected a file of the data set");
    }
    try {
      return read(file.toString(), Files.newInputStream(file), Files.size(file), reader);
    } catch (IOException e) {
      throw SpecException.ofFile(file.toString(), "cannot be read: " + e.getMessage(), "");
    }
  }

  /**
   * As {@link #read(Path, Reader)}.
   *
   * @param size number of bytes of {@code raw}, which is closed
   */
  static <T> T read(String name, InputStream raw, long size, Reader<T> reader) {
    try (BufferedInputStream stored = new BufferedInputStream(raw, BUFFER)) {
      stored.mark(2);
      boolean packed = stored.read() == 0x1f && stored.read() == 0x8b;
      stored.reset();
      InputStream in = packed ? new GZIPInputStream(stored, BUFFER) : stored;
      try (ByteSource source = new ByteSource(name, in, packed ? size * LARGEST_RATIO : size)) {
        T result = reader.read(source);
        if (in.read() >= 0) {
          throw source.fault("goes on behind its last element", "a file that ends there");
        }
        return result;
      }
    } catch (EOFException e) {
      throw SpecException.ofFile(name, "ends early", "a whole file; try to get it again");
    } catch (ZipException e) {
      throw SpecException.ofFile(
          name, "is damaged: " + e.getMessage(), "a whole file; try to get it again");
    } catch (IOException e) {
      throw SpecException.ofFile(name, "cannot be read: " + e.getMessage(), "");
    }
  }

  /**
   * Refuses elements that cannot be in the file, or not in memory.
   *
   * @param arrays number of arrays that they are kept in
   * @param each number of bytes of each array
   */
  void requireRoom(long arrays, long each) {
    // Neither product may be beyond a long.
    boolean countable = arrays < Integer.MAX_VALUE && each < Integer.MAX_VALUE;
    if (!countable || arrays * each > most) {
      throw fault(
          "ends early: it claims %,d times %,d bytes of data".formatted(arrays, each),
          "a whole file; try to get it again");
    }
    MemoryLimit.require(name, arrays * (each + ARRAY_BYTES));
  }

  /** The next bytes. */
  byte[] take(int count) throws IOException {
    byte[] bytes = new byte[count];
    if (in.readNBytes(bytes, 0, count) < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /** The most bytes that can be in the file. */
  long most() {
    return most;
  }

  SpecException fault(String problem, String expected) {
    return SpecException.ofFile(name, problem, expected);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
