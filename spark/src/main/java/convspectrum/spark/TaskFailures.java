package convspectrum.spark;

import convspectrum.search.work.UnlikeMachineException;
import convspectrum.search.work.WorkFailedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that failed, of which Spark tries each again. An executor that could not even begin, as
 * where its disk is full, says nothing about the task that was meant for it: a worker that starts
 * one after the other would otherwise use up the attempts of a task that others could do.
 */
final class TaskFailures extends SparkListener {
  /** Spark's setting for the attempts of a task. */
  static final String ATTEMPTS = "spark.task.maxFailures";

  /** What it is set to, so that Spark itself does not count. */
  static final int ENDLESS = 1_000_000;

  /** As Spark has it by default. */
  static final int USUAL = 4;

  private static final String NEVER_BEGAN = "Unable to create executor";

  private final Map<String, Integer> failures = new HashMap<>();
  private final int most;
  private @Nullable RuntimeException found;

  /**
   * Counts failures.
   *
   * @param most attempts of a task
   */
  TaskFailures(int most) {
    this.most = most;
  }

  /** With the attempts that the user has set, if so. */
  static TaskFailures of(SparkConf conf) {
    int set = conf.getInt(ATTEMPTS, ENDLESS);
    return new TaskFailures(set == ENDLESS ? USUAL : set);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof TaskFailedReason reason && reason.countTowardsTaskFailures()) {
      failed(
          end.stageId() + "/" + end.taskInfo().index(),
          end.taskInfo().host(),
          reason.toErrorString());
    }
  }

  /** An attempt at a task has failed on a host, for a reason in Spark's words. */
  synchronized void failed(String task, String host, String reason) {
    if (found != null || reason.contains(NEVER_BEGAN)) {
      return;
    }
    Optional<String> unlike = FailureWords.unlike(reason);
    if (unlike.isPresent()) {
      found = new UnlikeMachineException(host + ": " + unlike.get());
    } else if (failures.merge(task, 1, Integer::sum) >= most) {
      found =
          new WorkFailedException(
              "Spark gave up: a task failed %d times, the last time on %s: %s; what came until then is kept where there is a journal; try again, or look into the logs of the workers"
                  .formatted(most, host, FailureWords.first(reason)));
    }
  }

  /**
   * To be called again and again while results are waited for.
   *
   * @throws UnlikeMachineException where a worker cannot even read what it is to do
   * @throws WorkFailedException where a task has failed as often as it may
   */
  synchronized void check() {
    if (found != null) {
      throw found;
    }
  }
}
