package convspectrum.search.study;

import convspectrum.executor.measure.Progress;

/** Receives the progress of a study, never while something is timed. */
@FunctionalInterface
public interface StudyProgress {
  /** Ignores all progress. */
  StudyProgress NONE = (task, done, total, note) -> {};

  /**
   * Reports progress.
   *
   * @param task the current task, such as {@code checking onnxruntime}
   * @param done how much of it is done
   * @param total how much there is, as far as can be told
   * @param note in words
   */
  void report(String task, long done, long total, String note);

  /**
   * Receives the phases of measuring as tasks.
   *
   * @param runtimes their names, which the tasks end with
   */
  default Progress of(String runtimes) {
    return (phase, done, total, note) -> {
      String task =
          switch (phase) {
            case COMPILE -> "compiling for ";
            case WARM_UP -> "warming up ";
            case ROUNDS -> "timing ";
            case FORKS -> "timing in forks ";
            case PROFILE -> "profiling ";
          };
      report(task + runtimes, done, total, note);
    };
  }

  /** Tells another one too, after this one. */
  default StudyProgress and(StudyProgress other) {
    return (task, done, total, note) -> {
      report(task, done, total, note);
      other.report(task, done, total, note);
    };
  }
}
