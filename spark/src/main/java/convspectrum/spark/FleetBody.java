package convspectrum.spark;

import convspectrum.search.fleet.FleetTask;
import convspectrum.search.work.ComputingMachine;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.function.Function;

/**
 * What an executor does for a task that is meant for it. One that is not meant, since the other is
 * gone, does nothing: times belong to their machine.
 */
final class FleetBody<R extends Serializable> implements Function<Integer, Brought<R>> {
  private static final long serialVersionUID = 1L;

  private final String executor;
  private final FleetTask<R> task;

  /**
   * A body.
   *
   * @param executor whose task it is
   */
  FleetBody(String executor, FleetTask<R> task) {
    this.executor = executor;
    this.task = task;
  }

  @Override
  public Brought<R> call(Integer number) throws InterruptedException {
    if (!SparkEnv.get().executorId().equals(executor)) {
      return new Brought<>(null, "the worker was lost before it was done");
    }
    try {
      return new Brought<>(task.run(new FetchedFiles()), "");
    } catch (IOException | RuntimeException | LinkageError e) {
      return new Brought<>(null, words(e));
    }
  }

  private static String words(Throwable e) {
    String message = e.getMessage();
    return "%s: %s"
        .formatted(
            ComputingMachine.here().host(),
            message == null ? e.toString() : e.getClass().getSimpleName() + ": " + message);
  }
}
