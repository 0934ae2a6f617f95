package convspectrum.spark;

import convspectrum.executor.process.JavaProcess;
import convspectrum.search.work.ClusterAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * How the memory of executors does. A heap that holds little more than what is in use at a time is
 * collected again and again, which looks like a slow cluster from outside.
 */
final class ExecutorMemory extends SparkListener {
  /** Less says nothing: a heap begins small. */
  private static final long LEAST_MILLIS = 10_000;

  /** With room enough, scores of large batches take 2 %. */
  private static final double MUCH = 0.1;

  private final String more;
  private final AtomicLong running = new AtomicLong();
  private final AtomicLong collecting = new AtomicLong();

  /**
   * Watches the tasks of an application.
   *
   * @param more what to try for more memory
   */
  ExecutorMemory(String more) {
    this.more = more;
  }

  /** Watches the tasks of this application from now on. */
  static ExecutorMemory watch(SparkContext context, ClusterAddress address) {
    ExecutorMemory memory = new ExecutorMemory(more(context, address));
    context.addSparkListener(memory);
    return memory;
  }

  /** Twice the memory, in the words of the kind of address. */
  private static String more(SparkContext context, ClusterAddress address) {
    return switch (address) {
      case ClusterAddress.Processes local -> "--on '%s'".formatted(local.withMib(2 * local.mib()));
      case ClusterAddress.Threads _ ->
          "%s=-Xmx%dm".formatted(JavaProcess.OPTIONS, 2 * (Runtime.getRuntime().maxMemory() >> 20));
      case ClusterAddress.Masters _ ->
          "--spark %s=%dm".formatted(Demand.EXECUTOR_MEMORY, 2 * context.executorMemory());
    };
  }

  /** What to try for more memory. */
  String more() {
    return more;
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics metrics = end.taskMetrics();
    if (metrics != null) { // of a task whose executor was lost
      add(metrics.executorRunTime(), metrics.jvmGCTime());
    }
  }

  /** A task ran so long, and its process collected garbage so long meanwhile. */
  void add(long runMillis, long collectedMillis) {
    running.addAndGet(runMillis);
    collecting.addAndGet(collectedMillis);
  }

  /** What the user should know of it; empty where there was memory enough. */
  Optional<String> note() {
    double share = (double) collecting.get() / Math.max(1, running.get());
    return running.get() < LEAST_MILLIS || share < MUCH
        ? Optional.empty()
        : Optional.of(
            "executors spent %.0f %% of their time on garbage collection; with more memory they take less; try %s"
                .formatted(100 * share, more));
  }
}
