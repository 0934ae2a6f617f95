package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import convspectrum.executor.process.Telemetry;
import convspectrum.spec.file.TemporaryFolder;
import org.jspecify.annotations.Nullable;

/** ONNX Runtime's native library, loaded once in a process. */
final class OrtLibrary {
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
