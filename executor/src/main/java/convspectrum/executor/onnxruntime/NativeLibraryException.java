package convspectrum.executor.onnxruntime;

import convspectrum.spec.fault.FailedRunException;

/** ONNX Runtime's native library cannot be loaded here; the message says why and what to try. */
public final class NativeLibraryException extends FailedRunException {
  private static final long serialVersionUID = 1L;

  NativeLibraryException(String message) {
    super(message);
  }
}
