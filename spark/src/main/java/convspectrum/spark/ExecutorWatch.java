package convspectrum.spark;

import convspectrum.search.fleet.FleetWorker;
import java.time.Duration;
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
  /** Executors that cannot do anything have gone by then. */
  private static final Duration STEADY = Duration.ofSeconds(20);

  /** No more are kept: a worker that loses its executors does so every few seconds. */
  private static final int MOST_LOSSES = 10_000;

  private static final Map<String, Entry> THERE = new LinkedHashMap<>();
  private static final List<Loss> LOST = new ArrayList<>();

  private record Entry(FleetWorker worker, long since) {}

  /**
   * An executor that has gone.
   *
   * @param reason in Spark's words
   */
  record Loss(FleetWorker worker, String reason) {}

  /** Begins with none. */
  public ExecutorWatch() {
    synchronized (THERE) {
      THERE.clear();
      LOST.clear();
    }
  }

  /** Those that are there now, in the order in which they came. */
  static List<FleetWorker> there() {
    synchronized (THERE) {
      return THERE.values().stream().map(Entry::worker).toList();
    }
  }

  /** Whether any are there now. */
  static Presence presence() {
    long now = System.nanoTime();
    synchronized (THERE) {
      return THERE.isEmpty()
          ? Presence.NONE
          : THERE.values().stream().anyMatch(one -> now - one.since() >= STEADY.toNanos())
              ? Presence.STEADY
              : Presence.NEW;
    }
  }

  /** Those that have gone, in the order in which they went. */
  static List<Loss> lost() {
    synchronized (THERE) {
      return List.copyOf(LOST);
    }
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    String id = added.executorId();
    FleetWorker worker =
        new FleetWorker(id, added.executorInfo().executorHost(), added.executorInfo().totalCores());
    synchronized (THERE) {
      THERE.put(id, new Entry(worker, System.nanoTime()));
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    synchronized (THERE) {
      Entry gone = THERE.remove(removed.executorId());
      if (gone != null && LOST.size() < MOST_LOSSES) {
        LOST.add(new Loss(gone.worker(), FailureWords.first(removed.reason())));
      }
    }
  }
}
