package convspectrum.search.study;

/** Told how far a study is, never while something is timed. */
@FunctionalInterface
public interface StudyProgress {
  /** Tells nobody. */
  StudyProgress NONE = (task, done, total, note) -> {};

  /**
   * How far it is.
   *
   * @param task what is being done: {@code checking onnxruntime}
   * @param done how much of it is done
   * @param total how much there is, as far as can be told
   * @param note in words
   */
  void report(String task, long done, long total, String note);
}
