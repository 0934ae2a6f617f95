package convspectrum.formats.numpy;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Arrays of one {@code .npz} file, a ZIP archive of {@code .npy} files: {@code numpy.savez("d.npz",
 * x_train=x, y_train=y)}.
 */
public final class Npz {
  private static final String ENDING = ".npy";

  /** Deflate makes at most this many bytes of one. */
  private static final long LARGEST_RATIO = 1032;

  /** The first time that an archive can say. */
  private static final LocalDateTime FIRST_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Reads the arrays of these names, as {@link Npy#read} does; names that are not there are left
   * out.
   *
   * @throws SpecException where the file is missing, damaged, or holds another kind of array
   */
  public static Map<String, Tensor> read(Path file, Collection<String> names) {
    if (!Files.isRegularFile(file)) {
      throw fault(file, "is no regular file", "expected a .npz file");
    }
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (String name : names) {
        ZipEntry entry = zip.getEntry(name + ENDING);
        if (entry != null) {
          arrays.put(name, read(file, zip, entry));
        }
      }
      return arrays;
    } catch (IOException | IllegalArgumentException e) {
      throw fault(
          file,
          "cannot be read as an archive: " + e.getMessage(),
          "a whole file as numpy.savez writes it; try to write it again");
    }
  }

  /** The names of all arrays, in the order of the file. */
  public static Collection<String> names(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .toList();
    } catch (IOException | IllegalArgumentException e) {
      return Collections.emptyList();
    }
  }

  /**
   * Writes float32 arrays by their names, as a whole or not at all. Equal arrays give equal files.
   *
   * @throws convspectrum.spec.file.WriteException where it cannot be written
   */
  public static void write(Path file, Map<String, Tensor> arrays) {
    AtomicFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
            entry.setTimeLocal(FIRST_TIME);
            zip.putNextEntry(entry);
            Npy.write(zip, array.getValue());
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  private static Tensor read(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    String place = file + ":" + entry.getName();
    // The directory may claim any size; what is stored bounds what can come out.
    long most = Math.min(entry.getCompressedSize(), Files.size(file)) * LARGEST_RATIO;
    if (entry.getSize() < 0 || entry.getSize() > most) {
      throw SpecException.ofFile(
          place,
          "claims %d bytes of %d compressed ones"
              .formatted(entry.getSize(), entry.getCompressedSize()),
          "a file that is not damaged");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return Npy.read(place, Channels.newChannel(in), entry.getSize());
    }
  }

  private static SpecException fault(Path file, String problem, String expected) {
    return SpecException.ofFile(file.toString(), problem, expected);
  }
}
