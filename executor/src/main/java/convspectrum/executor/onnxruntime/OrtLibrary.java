package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;

/** ONNX Runtime's native library, loaded once in a process. */
final class OrtLibrary {
  private OrtLibrary() {}

  static OrtEnvironment environment() {
    return Holder.ENVIRONMENT;
  }

  /** Loads the library when it is first asked for. */
  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = load();

    private static OrtEnvironment load() {
      NativeCache.install();
      OrtEnvironment environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "convspectrum");
      try {
        environment.setTelemetry(false);
      } catch (OrtException e) {
        throw new IllegalStateException("ONNX Runtime cannot turn its telemetry off", e);
      }
      return environment;
    }
  }
}
