package convspectrum.executor.onnxruntime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;

/**
 * Settings of a session.
 *
 * @param threads threads inside one node; nodes run one after the other
 * @param spinning whether idle threads wait busily
 */
record OrtSettings(int threads, boolean spinning) {
  SessionOptions open() throws OrtException {
    // This comes first, or options would load the native library in their own, slower way.
    OrtLibrary.environment();
    SessionOptions options = new SessionOptions();
    options.setExecutionMode(ExecutionMode.SEQUENTIAL);
    options.setOptimizationLevel(OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    options.addConfigEntry("session.intra_op.allow_spinning", spinning ? "1" : "0");
    // Between two passes no thread of this session may take time from a pass of another session.
    options.addConfigEntry("session.force_spinning_stop", "1");
    return options;
  }
}
