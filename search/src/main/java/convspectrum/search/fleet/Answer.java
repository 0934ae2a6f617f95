package convspectrum.search.fleet;

/**
 * What came of a task.
 *
 * @param <R> its result
 */
public sealed interface Answer<R> {
  /** A result. */
  record Given<R>(R result) implements Answer<R> {}

  /**
   * No result.
   *
   * @param reason a sentence without a full stop
   */
  record Missing<R>(String reason) implements Answer<R> {}
}
