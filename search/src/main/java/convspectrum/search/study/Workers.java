package convspectrum.search.study;

import convspectrum.executor.runtime.InferenceRuntime;
import java.io.IOException;

/** Starts the separate process in which a runtime is timed. It serves {@link StudyWorker#serve}. */
@FunctionalInterface
public interface Workers {
  /**
   * Starts one.
   *
   * @param runtime the runtime to run, with the options that it wants for the Java virtual machine
   */
  Process start(InferenceRuntime runtime) throws IOException;
}
