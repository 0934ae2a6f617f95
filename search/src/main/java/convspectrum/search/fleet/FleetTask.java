package convspectrum.search.fleet;

import convspectrum.search.work.FoundFiles;
import convspectrum.search.work.SentFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What a worker is to do. It is sent there.
 *
 * @param <R> what comes back
 */
public interface FleetTask<R extends Serializable> extends Serializable {
  /** The files that it reads. */
  List<SentFile> files();

  /**
   * Does it, on the machine of the worker.
   *
   * @param found its files
   * @throws IOException where a file or a process of that machine fails
   * @throws InterruptedException where it is no longer wanted
   */
  R run(FoundFiles found) throws IOException, InterruptedException;
}
