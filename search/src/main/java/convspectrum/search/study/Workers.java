package convspectrum.search.study;

import convspectrum.executor.runtime.InferenceRuntime;
import java.io.IOException;

/** Starts the process in which a runtime is timed apart. It serves {@link StudyWorker#serve}. */
@FunctionalInterface
public interface Workers {
  /**
   * Starts one.
   *
   * @param runtime what it is to run, with the options for the Java virtual machine that it wants
   */
  Process start(InferenceRuntime runtime) throws IOException;
}
