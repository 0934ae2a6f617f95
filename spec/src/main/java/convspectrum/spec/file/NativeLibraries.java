package convspectrum.spec.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Keeps the native libraries that a jar brings unpacked in the user's cache folder. Their own
 * loaders unpack them to a temporary folder at every start, which takes time, leaves them there
 * when the process is killed, and fails where no program may be run from that folder.
 *
 * <p>What is loaded is ours: the folder belongs to the user and nobody else may write to it, and
 * each library has the SHA-256 that it had when it was unpacked. What is damaged is unpacked anew.
 * Where programs may not be run from the cache, as on a file system mounted with noexec, a private
 * folder among the temporary files takes its place.
 */
public final class NativeLibraries {
  /** File with a line for each library, as sha256sum writes it. */
  private static final String SUMS = "SHA256SUMS";

  private NativeLibraries() {}

  /** A folder that may not be there. */
  @FunctionalInterface
  private interface Place {
    Path folder() throws IOException;
  }

  /**
   * The folder that the libraries are unpacked in, from where they may be loaded.
   *
   * @param program whose they are, for messages
   * @param name of the folder, with their version and platform
   * @param packed where they are in the jar, by the names of their files; the first one depends on
   *     none of the others
   * @throws NativeLibraryException where no folder will do
   */
  public static Path unpacked(String program, String name, SequencedMap<String, URL> packed) {
    List<String> reasons = new ArrayList<>();
    for (Place place : List.<Place>of(CacheFolder::ofUser, PrivateFolder::temporary)) {
      try {
        Path folder = place.folder().resolve(name);
        unpack(packed, folder);
        requireLoadable(folder, packed.sequencedKeySet().getFirst());
        reasons.forEach(reason -> System.err.println("note: " + reason + "; using " + folder));
        return folder;
      } catch (IOException | WriteException e) {
        reasons.add(
            program + " cannot be kept in " + Objects.requireNonNullElse(e.getMessage(), "" + e));
      }
    }
    throw new NativeLibraryException(
        String.join("; ", reasons) + "; try XDG_CACHE_HOME=/a/folder that programs may run from");
  }

  /** Has the system map the library, as Java would, which would end in an error for good. */
  private static void requireLoadable(Path folder, String library) throws IOException {
    try {
      SymbolLookup.libraryLookup(folder.resolve(library), Arena.global());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          folder + ", from where no program may be loaded (is it mounted with noexec?)", e);
    }
  }

  /**
   * Copies the libraries into {@code folder} where they are missing or not what was unpacked. Each
   * file is put in place by renaming, so two processes may do this at once.
   *
   * @throws IOException naming the folder, where it cannot be written or is not this user's alone
   */
  static void unpack(Map<String, URL> packed, Path folder) throws IOException {
    boolean trusted = PrivateFolder.isPrivate(folder);
    if (!trusted) {
      Files.createDirectories(folder);
      PrivateFolder.close(folder);
      if (!PrivateFolder.isPrivate(folder)) {
        throw new IOException(folder + ", which belongs to another user, or is a link");
      }
    }
    Path sums = folder.resolve(SUMS);
    String expected = trusted && Files.isRegularFile(sums) ? Files.readString(sums) : "";
    if (!expected.isEmpty() && expected.equals(sums(packed, folder))) {
      return;
    }
    for (Map.Entry<String, URL> library : packed.entrySet()) {
      URLConnection connection = library.getValue().openConnection();
      // A jar in the JVM's shared cache would stay open.
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        replace(folder.resolve(library.getKey()), in);
      }
    }
    AtomicFile.write(sums, sums(packed, folder));
  }

  /** The SHA-256 of each library in a folder; empty where one is missing. */
  private static String sums(Map<String, URL> packed, Path folder) throws IOException {
    StringBuilder sums = new StringBuilder();
    for (String library : packed.keySet()) {
      Path file = folder.resolve(library);
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return "";
      }
      sums.append(sha256(file)).append("  ").append(library).append('\n');
    }
    return sums.toString();
  }

  private static String sha256(Path file) throws IOException {
    return Uninterrupted.io(() -> hash(file));
  }

  private static String hash(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static void replace(Path target, InputStream content) throws IOException {
    try {
      // A link would be followed.
      if (Files.isSymbolicLink(target)) {
        Files.delete(target);
      }
      AtomicFile.write(target, content::transferTo);
    } catch (WriteException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
