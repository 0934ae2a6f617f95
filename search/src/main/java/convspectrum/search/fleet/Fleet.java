package convspectrum.search.fleet;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/** The workers of a cluster. */
public interface Fleet extends AutoCloseable {
  /** Those that are there now, in the order in which they came. */
  List<FleetWorker> workers();

  /**
   * Why a worker has gone, in the words of the cluster; empty where it is there, or that is not
   * known.
   */
  String loss(FleetWorker worker);

  /** How long others may still come after one has come. */
  Duration settling();

  /**
   * Gives a worker a task, which has all of its cores. A worker takes one at a time; it is done by
   * that worker or not at all.
   */
  <R extends Serializable> FleetJob<R> begin(FleetWorker worker, FleetTask<R> task);

  /** Ends all that was started for it. */
  @Override
  void close();
}
