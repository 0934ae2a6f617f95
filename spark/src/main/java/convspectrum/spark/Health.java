package convspectrum.spark;

import convspectrum.spark.ExecutorWatch.Loss;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;

/** How the executors of an application do: what the user should know, and when there is no hope. */
final class Health {
  /** No more hosts are told of: somebody may stop many executors on purpose. */
  private static final int MOST_TOLD = 5;

  private final TaskFailures failures;
  private final Absence absence;
  private final Consumer<String> notes;
  private final Set<String> told = new HashSet<>();

  /**
   * Watches an application.
   *
   * @param processes whether executors are other processes than this one
   * @param notes is told what the user should know, a sentence each
   */
  Health(SparkContext context, boolean processes, Consumer<String> notes) {
    this.notes = notes;
    this.failures = TaskFailures.of(context.conf());
    this.absence =
        new Absence(
            processes ? ExecutorWatch::presence : () -> Presence.STEADY,
            Health::lastReason,
            notes,
            System::nanoTime);
    context.addSparkListener(failures);
  }

  private static String lastReason() {
    List<Loss> lost = ExecutorWatch.lost();
    return lost.isEmpty()
        ? ""
        : "; the last one was lost on %s: %s"
            .formatted(lost.getLast().worker().host(), lost.getLast().reason());
  }

  /**
   * To be called before each result.
   *
   * @throws convspectrum.search.work.WorkFailedException where a task failed as often as it may
   * @throws convspectrum.search.work.UnlikeMachineException where a worker cannot do the work
   */
  void checkTasks() {
    failures.check();
  }

  /**
   * To be called again and again while results are waited for.
   *
   * @throws convspectrum.search.work.WorkFailedException where waiting makes no sense
   */
  void check() {
    for (Loss loss : ExecutorWatch.lost()) {
      String host = loss.worker().host();
      if (told.size() < MOST_TOLD && told.add(host)) {
        notes.accept(
            "an executor was lost on %s: %s; what it was at is done again"
                .formatted(host, loss.reason()));
      }
    }
    absence.check();
  }

  /** A result has come, so that some executor works. */
  void resultCame() {
    absence.end();
  }
}
