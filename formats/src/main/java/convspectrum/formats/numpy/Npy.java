package convspectrum.formats.numpy;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.NearFiles;
import convspectrum.spec.file.Uninterrupted;
import convspectrum.spec.graph.ShapeException;
import convspectrum.spec.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Tensors as NumPy's {@code .npy} files, so that anyone can make an input and check an output:
 * {@code numpy.save("x.npy", x.astype("float32"))}.
 *
 * <p>Format: <a
 * href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>.
 */
public final class Npy {
  private static final int CHUNK_BYTES = 1 << 18;

  private Npy() {}

  /**
   * Reads an array in C order, of float32, or of float64, int32, int64, uint8 or bool, which are
   * rounded to float32.
   *
   * @throws SpecException where the file is missing, damaged, or holds another kind of array
   */
  public static Tensor read(Path file) {
    if (Files.isDirectory(file)) {
      throw fault(file, "is a folder", "expected a .npy file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // Opening a pipe would wait for its writer, and its size is unknown.
      throw fault(file, "is a device or a pipe", "expected a regular file");
    }
    try {
      return Uninterrupted.io(() -> {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
          return read(file.toString(), channel, channel.size());
        }
      });
    } catch (NoSuchFileException e) {
      throw fault(file, "there is no such file", NearFiles.orExpected(file, "a .npy file", ".npy"));
    } catch (IOException e) {
      throw fault(file, "cannot be read: " + e.getMessage(), "");
    }
  }

  /** As {@link #read(Path)}, of {@code size} bytes that are said to be there. */
  static Tensor read(String file, ReadableByteChannel channel, long size) throws IOException {
    try {
      NpyHeader header = NpyHeader.read(file, channel, size);
      return Tensor.of(header.shape(), elements(file, channel, header, size));
    } catch (EOFException e) {
      throw SpecException.ofFile(
          file, String.valueOf(e.getMessage()), "a whole file; try to write it again");
    } catch (ShapeException e) {
      throw SpecException.ofFile(
          file, String.valueOf(e.getMessage()), "expected at least one element per axis");
    }
  }

  /** Writes a float32 array in C order, as a whole or not at all. */
  public static void write(Path file, Tensor tensor) {
    AtomicFile.write(file, out -> write(out, tensor));
  }

  static void write(OutputStream out, Tensor tensor) throws IOException {
    out.write(NpyHeader.bytes(tensor.shape()));
    writeLittleEndian(out, tensor.data());
  }

  private static float[] elements(
      String file, ReadableByteChannel channel, NpyHeader header, long size) throws IOException {
    // The header may claim anything: nothing is allocated before the file's length confirms it.
    int count = Tensor.requireArraySize(header.shape());
    int bytes = header.elements().bytes();
    long expected = (long) count * bytes;
    long found = size - header.offset();
    if (found != expected) {
      throw SpecException.ofFile(
          file,
          "%d bytes of data for an array of %s".formatted(found, header.shape()),
          "expected " + expected + " bytes");
    }
    long needed = (long) count * Float.BYTES;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap / 4 * 3) {
      throw SpecException.ofFile(
          file,
          "an array of %s takes %d MiB".formatted(header.shape(), needed >> 20),
          "less than Java's heap of %d MiB; try a larger one by -Xmx".formatted(heap >> 20));
    }
    float[] values = new float[count];
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(header.order());
    for (int done = 0; done < count; ) {
      int now = Math.min(count - done, CHUNK_BYTES / bytes);
      chunk.clear().limit(now * bytes);
      NpyHeader.fill(channel, chunk);
      for (int i = 0; i < now; i++) {
        values[done + i] = header.elements().next(chunk);
      }
      done += now;
    }
    return values;
  }

  private static void writeLittleEndian(OutputStream out, float[] values) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int done = 0; done < values.length; ) {
      int now = Math.min(values.length - done, CHUNK_BYTES / Float.BYTES);
      chunk.asFloatBuffer().put(values, done, now);
      out.write(chunk.array(), 0, now * Float.BYTES);
      done += now;
    }
  }

  private static SpecException fault(Path file, String problem, String expected) {
    return SpecException.ofFile(file.toString(), problem, expected);
  }
}
