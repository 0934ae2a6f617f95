package convspectrum.formats.onnx.read.constant;

import convspectrum.spec.file.Uninterrupted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Values in files beside the model (<a href="https://onnx.ai/onnx/repo-docs/ExternalData.html">ONNX
 * external data</a>). A location never leads out of the model's folder: a model from anywhere must
 * not read this machine's files.
 */
public final class ExternalData {
  private final Path folder;
  private final Map<String, Path> checked = new HashMap<>();

  /** Data beside the model in {@code folder}. */
  public ExternalData(Path folder) {
    this.folder = folder;
  }

  /**
   * Refuses a location that leads out of the folder; a file that is absent is fine.
   *
   * @throws OpException where it is not a plain file inside the folder
   */
  Path require(String tensor, String location) {
    return checked.computeIfAbsent(location, _ -> check(tensor, location));
  }

  /**
   * Whether the file is there; where its location leads out of the folder, see {@link #require}.
   */
  boolean isPresent(String tensor, String location) {
    return Files.exists(require(tensor, location));
  }

  /** The files that tensors name, and whether each is there. */
  public SortedMap<String, Boolean> files() {
    SortedMap<String, Boolean> files = new TreeMap<>();
    checked.forEach((location, file) -> files.put(location, Files.exists(file)));
    return files;
  }

  private Path check(String tensor, String location) {
    String data = "tensor '%s': external data in '%s'".formatted(tensor, location);
    String expected = "expected a file in the folder of the model";
    try {
      Path path = Path.of(location);
      boolean outside = path.isAbsolute() || location.isEmpty() || location.startsWith("\\");
      for (Path part : path) {
        outside |= part.toString().equals("..");
      }
      if (outside) {
        throw new OpException(data + " is not inside the model's folder", expected);
      }
      Path file = folder.resolve(path);
      if (Files.exists(file)) {
        boolean inside = file.toRealPath().startsWith(folder.toRealPath());
        if (!inside || !Files.isRegularFile(file)) {
          throw new OpException(data + ", which is no file of that folder", expected);
        }
      }
      return file;
    } catch (InvalidPathException | IOException e) {
      throw new OpException(data + " cannot be reached", expected);
    }
  }

  /** Reads the bytes of a region, little-endian. */
  ByteBuffer read(String tensor, String location, long offset, int length) {
    Path file = require(tensor, location);
    if (!Files.exists(file)) {
      throw new OpException(
          "the values of '%s' lie in %s, which is absent".formatted(tensor, location),
          "that file beside the model");
    }
    return read(file, tensor, new Region(offset, length));
  }

  /** The bytes at a place of a file, little-endian. */
  static ByteBuffer read(Path file, String tensor, Region region) {
    try {
      return Uninterrupted.io(() -> bytes(file, tensor, region));
    } catch (IOException e) {
      throw new OpException(file.getFileName() + " cannot be read: " + e.getMessage(), "");
    }
  }

  private static ByteBuffer bytes(Path file, String tensor, Region region) throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      if (region.offset() < 0 || region.offset() > channel.size() - region.length()) {
        throw new OpException(
            "'%s' is %d bytes at %d of %s, which has only %d"
                .formatted(
                    tensor, region.length(), region.offset(), file.getFileName(), channel.size()),
            "");
      }
      ByteBuffer bytes = ByteBuffer.allocate(region.length()).order(ByteOrder.LITTLE_ENDIAN);
      channel.position(region.offset());
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      if (bytes.hasRemaining()) {
        throw new OpException(file.getFileName() + " ends early", "");
      }
      return bytes.flip();
    }
  }
}
