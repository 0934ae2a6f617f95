package convspectrum.spark;

import convspectrum.search.work.Work;
import convspectrum.search.work.Worker;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** The works whose texts this process has read. */
final class OpenWork {
  /** A search alternates between some figures. */
  private static final int KEPT = 8;

  private static final Map<Work<?>, Worker<?>> OPEN =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Work<?>, Worker<?>> eldest) {
          return size() > KEPT;
        }
      };

  private OpenWork() {}

  /** The work, opened now or before. */
  static <R extends Serializable> Worker<R> of(Work<R> work) {
    synchronized (OPEN) {
      @SuppressWarnings("unchecked") // put below under an equal work, whose results are of one type
      Worker<R> known = (Worker<R>) OPEN.get(work);
      if (known == null) {
        known = work.open(new FetchedFiles());
        OPEN.put(work, known);
      }
      return known;
    }
  }
}
