package convspectrum.search.work;

import java.io.Serializable;

/**
 * What is to be computed of designs or trainings, each of which has a number. It holds texts and
 * numbers and never a graph, so that it is small, and means the same on every machine. Equal works
 * give equal results; {@code equals} tells whether two are the same.
 *
 * @param <R> the result for one number; it is sent back
 */
public interface Work<R extends Serializable> extends Serializable {
  /**
   * Reads what the texts say. A machine does so once, for all numbers that it is given.
   *
   * @throws convspectrum.spec.fault.WrongInputException where a file is missing there, or another
   */
  Worker<R> open();

  /** What is done, for people: {@code counting}. */
  String name();

  /** Whether results depend on the length of vectors, so that machines must be alike. */
  boolean computesOnVectors();

  /** So many numbers at least are worth a task of their own. */
  int grain();
}
