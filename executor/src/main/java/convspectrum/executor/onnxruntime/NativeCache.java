package convspectrum.executor.onnxruntime;

import convspectrum.spec.file.CacheFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps ONNX Runtime's native libraries unpacked in the user's cache folder. ONNX Runtime itself
 * unpacks them to a temporary folder at every start, which takes half a second; loading them from
 * the cache takes a tenth of that. If the cache cannot be used, ONNX Runtime unpacks them itself.
 */
final class NativeCache {
  /** Property in which ONNX Runtime looks for unpacked libraries. */
  private static final String PATH_PROPERTY = "onnxruntime.native.path";

  private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

  private NativeCache() {}

  /** Makes ONNX Runtime load from the cache. Call it before ONNX Runtime's first use. */
  static void install() {
    if (System.getProperty(PATH_PROPERTY) != null) {
      return;
    }
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    if (platform == null) {
      return;
    }
    Path folder = CacheFolder.ofUser().resolve("onnxruntime-" + version() + "-" + platform);
    try {
      unpack(platform, folder);
      System.setProperty(PATH_PROPERTY, folder.toString());
    } catch (IOException e) {
      // A read-only or full home is no failure: ONNX Runtime then unpacks the libraries itself.
      System.getLogger(NativeCache.class.getName())
          .log(System.Logger.Level.DEBUG, "no native libraries in " + folder, e);
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
   * Copies the libraries into {@code folder} if they are missing or have another size. Each file is
   * put in place by renaming, so two processes may do this at once.
   */
  static void unpack(String platform, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String library : LIBRARIES) {
      URL packed = resource(platform, library);
      if (packed == null) {
        throw new IOException("no " + library + " for " + platform);
      }
      Path target = folder.resolve(System.mapLibraryName(library));
      URLConnection connection = packed.openConnection();
      // A jar in the JVM's shared cache would stay open.
      connection.setUseCaches(false);
      try (InputStream in = connection.getInputStream()) {
        if (!Files.isRegularFile(target)
            || Files.size(target) != connection.getContentLengthLong()) {
          replace(target, in);
        }
      }
    }
  }

  private static void replace(Path target, InputStream content) throws IOException {
    Path temporary =
        target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.copy(content, temporary);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
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
