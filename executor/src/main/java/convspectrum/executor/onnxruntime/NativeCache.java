package convspectrum.executor.onnxruntime;

import convspectrum.executor.process.BundledVersions;
import convspectrum.executor.process.JavaProcess;
import convspectrum.spec.file.NativeLibraries;
import convspectrum.spec.file.NativeLibraryException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Has ONNX Runtime load its native libraries from the user's cache folder ({@link
 * NativeLibraries}), which takes a fifth of the half second that it takes to unpack them.
 */
final class NativeCache {
  /** Property in which ONNX Runtime looks for unpacked libraries. */
  private static final String PATH_PROPERTY = "onnxruntime.native.path";

  private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

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
    SequencedMap<String, URL> packed = new LinkedHashMap<>();
    for (String library : LIBRARIES) {
      URL resource = resource(platform, library);
      if (resource == null) {
        throw new NativeLibraryException("there is no " + library + " for " + platform);
      }
      packed.put(System.mapLibraryName(library), resource);
    }
    Path folder =
        NativeLibraries.unpacked(
            "ONNX Runtime",
            "onnxruntime-" + BundledVersions.of("onnxruntime") + "-" + platform,
            packed);
    System.setProperty(PATH_PROPERTY, folder.toString());
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

  private static @Nullable URL resource(String platform, String library) {
    // The class loader finds it on the module path too, where it lies in another module.
    return NativeCache.class
        .getClassLoader()
        .getResource("ai/onnxruntime/native/" + platform + "/" + System.mapLibraryName(library));
  }
}
