package convspectrum.search.fleet;

import java.io.IOException;
import java.io.Serializable;

/**
 * What a worker is to do. It is sent there.
 *
 * @param <R> what comes back
 */
@FunctionalInterface
public interface FleetTask<R extends Serializable> extends Serializable {
  /**
   * Does it, on the machine of the worker.
   *
   * @throws IOException where a file or a process of that machine fails
   * @throws InterruptedException where it is no longer wanted
   */
  R run() throws IOException, InterruptedException;
}
