package convspectrum.spark;

import convspectrum.search.fleet.FleetWorker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/**
 * Knows the executors of the application. Spark makes the listener itself, by the name of its class
 * in a setting, so that it misses none; a process has one application at a time.
 */
public final class ExecutorWatch extends SparkListener {
  private static final Map<String, FleetWorker> THERE = new LinkedHashMap<>();

  /** Begins with none. */
  public ExecutorWatch() {
    synchronized (THERE) {
      THERE.clear();
    }
  }

  /** Those that are there now, in the order in which they came. */
  static List<FleetWorker> there() {
    synchronized (THERE) {
      return new ArrayList<>(THERE.values());
    }
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    String id = added.executorId();
    synchronized (THERE) {
      THERE.put(
          id,
          new FleetWorker(
              id, added.executorInfo().executorHost(), added.executorInfo().totalCores()));
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    synchronized (THERE) {
      THERE.remove(removed.executorId());
    }
  }
}
