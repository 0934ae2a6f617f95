package convspectrum.executor.onnxruntime;

import convspectrum.executor.process.JavaProcess;
import convspectrum.spec.file.AtomicFile;
import convspectrum.spec.file.CacheFolder;
import convspectrum.spec.file.PrivateFolder;
import convspectrum.spec.file.WriteException;
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
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Keeps ONNX Runtime's native libraries unpacked in the user's cache folder. ONNX Runtime itself
 * unpacks them to a temporary folder at every start, which takes half a second and leaves them
 * there when it is killed; loading them from the cache takes a fifth of that.
 *
 * <p>What is loaded is ours: the folder belongs to the user and nobody else may write to it, and
 * each library has the SHA-256 that it had when it was unpacked. What is damaged is unpacked anew.
 * Where programs may not be run from the cache, as on a file system mounted with noexec, a private
 * folder among the temporary files takes its place.
 */
final class NativeCache {
  /** Property in which ONNX Runtime looks for unpacked libraries. */
  private static final String PATH_PROPERTY = "onnxruntime.native.path";

  private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

  /** File with a line for each library, as sha256sum writes it. */
  private static final String SUMS = "SHA256SUMS";

  private NativeCache() {}

  /**
   * Makes ONNX Runtime load from the cache. Call it before ONNX Runtime's first use.
   *
   * @throws NativeLibraryException where no folder will do
   */
  static void install() {
    if (System.getProperty(PATH_PROPERTY) != null) {
      return;
    }
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    if (platform == null) {
      return; // ONNX Runtime says that it knows no such machine.
    }
    String temporary = System.getProperty("java.io.tmpdir");
    if (!Files.isDirectory(Path.of(temporary))) {
      throw new NativeLibraryException(
          "the folder of temporary files, %s, does not exist, and ONNX Runtime needs one; try %s=%s"
              .formatted(temporary, JavaProcess.OPTIONS, "-Djava.io.tmpdir=/a/folder"));
    }
    List<String> reasons = new ArrayList<>();
    for (Place place : List.<Place>of(CacheFolder::ofUser, PrivateFolder::temporary)) {
      try {
        Path folder = place.folder().resolve("onnxruntime-" + version() + "-" + platform);
        unpack(platform, folder);
        requireLoadable(folder);
        System.setProperty(PATH_PROPERTY, folder.toString());
        reasons.forEach(reason -> System.err.println("note: " + reason + "; using " + folder));
        return;
      } catch (IOException | WriteException e) {
        reasons.add("ONNX Runtime cannot be kept in " + Objects.toString(e.getMessage(), "" + e));
      }
    }
    throw new NativeLibraryException(
        String.join("; ", reasons) + "; try XDG_CACHE_HOME=/a/folder that programs may run from");
  }

  /** A folder that may not be there. */
  @FunctionalInterface
  private interface Place {
    Path folder() throws IOException;
  }

  /** Has the system map the library, as Java would, which would end in an error for good. */
  private static void requireLoadable(Path folder) throws IOException {
    Path library = folder.resolve(System.mapLibraryName(LIBRARIES.getFirst()));
    try {
      SymbolLookup.libraryLookup(library, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new IOException(
          folder + ", from where no program may be loaded (is it mounted with noexec?)", e);
    }
  }

  /** Name of the folder inside the jar; null if the jar has no libraries for this machine. */
  static @Nullable String platform(String osName, String osArch) {
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x64";
          case "aarch64", "arm64" -> "aarch64";
          default -> osArch;
        };
    String os = osName.toLowerCase(Locale.ROOT);
    String system = os.contains("linux") ? "linux" : os.contains("mac") ? "osx" : "win";
    String platform = system + "-" + arch;
    return resource(platform, LIBRARIES.getFirst()) == null ? null : platform;
  }

  /**
   * Copies the libraries into {@code folder} where they are missing or not what was unpacked. Each
   * file is put in place by renaming, so two processes may do this at once.
   *
   * @throws IOException naming the folder, where it cannot be written or is not this user's alone
   */
  static void unpack(String platform, Path folder) throws IOException {
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
    if (!expected.isEmpty() && expected.equals(sums(folder))) {
      return;
    }
    for (String library : LIBRARIES) {
      URL packed = resource(platform, library);
      if (packed == null) {
        throw new IOException("no " + library + " for " + platform);
      }
      URLConnection connection = packed.openConnection();
      // A jar in the JVM's shared cache would stay open.
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        replace(folder.resolve(System.mapLibraryName(library)), in);
      }
    }
    AtomicFile.write(sums, sums(folder));
  }

  /** The SHA-256 of each library in a folder; empty where one is missing. */
  private static String sums(Path folder) throws IOException {
    StringBuilder sums = new StringBuilder();
    for (String library : LIBRARIES) {
      Path file = folder.resolve(System.mapLibraryName(library));
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        return "";
      }
      sums.append(sha256(file)).append("  ").append(file.getFileName()).append('\n');
    }
    return sums.toString();
  }

  private static String sha256(Path file) throws IOException {
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

  private static @Nullable URL resource(String platform, String library) {
    return NativeCache.class.getResource(
        "/ai/onnxruntime/native/" + platform + "/" + System.mapLibraryName(library));
  }

  /** The version that this module was built with, because a shaded jar loses the manifest. */
  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = NativeCache.class.getResourceAsStream("onnxruntime.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalStateException("onnxruntime.properties is damaged", e);
    }
    return properties.getProperty("version");
  }
}
