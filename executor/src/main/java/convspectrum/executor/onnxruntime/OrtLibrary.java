package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import convspectrum.executor.process.Telemetry;
import convspectrum.spec.file.NativeLibraryException;
import convspectrum.spec.file.TemporaryFolder;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime's native library, loaded once in a process. */
final class OrtLibrary {
  private static final int LONGEST_REASON = 200;

  /** {@code Error code - ORT_FAIL - message: /src/file.cc:123 bool f(const T&) }. */
  private static final Pattern PREAMBLE =
      Pattern.compile("^Error code - \\w+ - message: (?:\\S+\\.(?:cc|h):\\d+ )?");

  private static @Nullable OrtEnvironment environment;

  private OrtLibrary() {}

  /**
   * The library, loaded when it is first asked for.
   *
   * @throws NativeLibraryException where it cannot be loaded
   */
  static synchronized OrtEnvironment environment() {
    OrtEnvironment known = environment;
    if (known == null) {
      known = load();
      environment = known;
    }
    return known;
  }

  /**
   * What went wrong, without the names of source files and functions before it, in at most 200
   * characters: it stands in a cell of a table.
   */
  static String reason(OrtException e) {
    String message = Objects.toString(e.getMessage(), "").strip().replaceAll("\\s+", " ");
    String text = PREAMBLE.matcher(message).replaceFirst("");
    return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON - 1) + "…";
  }

  private static OrtEnvironment load() {
    Telemetry.disable();
    NativeCache.install();
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "convspectrum");
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot turn its telemetry off", e);
    }
    TemporaryFolder.sweepAbandoned("onnxruntime-java");
    return environment;
  }
}
