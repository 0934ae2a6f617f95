package convspectrum.search.work;

import java.io.Serializable;
import java.util.List;

/**
 * What is to be computed of designs or trainings, each of which has a number. It holds texts and
 * numbers, names files, and never holds a graph, so that it is small, and means the same on every
 * machine. Equal works give equal results; {@code equals} tells whether two are the same.
 *
 * @param <R> the result for one number; it is sent back
 */
public interface Work<R extends Serializable> extends Serializable {
  /**
   * Reads what the texts and the files say. A machine does so once, for all numbers that it is
   * given.
   *
   * @param found has {@link #files}, and no others
   */
  Worker<R> open(FoundFiles found);

  /** The files that it reads, which come to every machine that does it. */
  default List<SentFile> files() {
    return List.of();
  }

  /** What is done, for people: {@code counting}. */
  String name();

  /** Whether results depend on the length of vectors, so that machines must be alike. */
  boolean computesOnVectors();

  /** So many numbers at least are worth a task of their own. */
  int grain();
}
