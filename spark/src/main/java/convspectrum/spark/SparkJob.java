package convspectrum.spark;

import convspectrum.search.work.NumberRange;
import convspectrum.search.work.UnlikeMachineException;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkReceiver;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/**
 * Tasks that Spark was given together, and their results as they come. Spark hands on the first
 * result of a task alone, however often the task was begun.
 */
final class SparkJob<R extends Serializable> {
  private static final long WAIT_MILLIS = 100;

  private final SimpleFutureAction<BoxedUnit> job;
  private final Arrivals<R> arrivals = new Arrivals<>();
  private final List<List<NumberRange>> tasks;
  private final Health health;

  /** Gives tasks to Spark, which begins with them when cores are free. */
  SparkJob(SparkContext context, TaskBody<R> body, List<List<NumberRange>> tasks, Health health) {
    this.health = health;
    this.tasks = tasks;
    JavaRDD<List<NumberRange>> data =
        JavaSparkContext.fromSparkContext(context).parallelize(tasks, tasks.size());
    List<Object> partitions = IntStream.range(0, tasks.size()).mapToObj(i -> (Object) i).toList();
    Seq<Object> all = CollectionConverters.asScala(partitions).toSeq();
    // A training looks at it between two steps, so that what nobody waits for does not go on.
    context.setInterruptOnCancel(true);
    this.job = context.submitJob(data.rdd(), body, all, arrivals, new Nothing());
  }

  /** Hands on all results as they come; after an interruption, those that are there. */
  void take(WorkReceiver<R> receiver) throws InterruptedException {
    try {
      for (int taken = 0; taken < tasks.size(); taken++) {
        Arrivals.Arrived<R> arrived = next();
        handOn(arrived.task(), arrived.result(), receiver);
      }
    } catch (InterruptedException e) {
      List<Arrivals.Arrived<R>> there = new ArrayList<>();
      arrivals.queue().drainTo(there);
      for (Arrivals.Arrived<R> arrived : there) {
        if (arrived.result().failure() == null) {
          handOn(arrived.task(), arrived.result(), receiver);
        }
      }
      throw e;
    }
  }

  /** Hands on all results in the order of the tasks. */
  void takeInOrder(WorkReceiver<R> receiver) throws InterruptedException {
    Map<Integer, TaskResult<R>> early = new HashMap<>();
    for (int wanted = 0; wanted < tasks.size(); wanted++) {
      TaskResult<R> result = early.remove(wanted);
      while (result == null) {
        Arrivals.Arrived<R> arrived = next();
        if (arrived.task() == wanted || arrived.result().failure() != null) {
          result = arrived.result();
        } else {
          early.put(arrived.task(), arrived.result());
        }
      }
      handOn(wanted, result, receiver);
    }
  }

  /** Ends it if it still runs. */
  void cancel() {
    job.cancel();
  }

  private Arrivals.Arrived<R> next() throws InterruptedException {
    while (true) {
      health.checkTasks();
      boolean over = job.isCompleted();
      Arrivals.Arrived<R> arrived = arrivals.queue().poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (arrived != null) {
        health.resultCame();
        return arrived;
      }
      if (over) {
        throw failure(job);
      }
      health.check();
    }
  }

  /** Results have no numbers, which would be half of their bytes: they are those of the task. */
  private void handOn(int task, TaskResult<R> result, WorkReceiver<R> receiver) {
    if (result.failure() != null) {
      throw result.failure();
    }
    Iterator<R> results = result.results().iterator();
    for (NumberRange range : tasks.get(task)) {
      range.numbers().forEach(number -> receiver.take(number, results.next()));
    }
  }

  private static RuntimeException failure(SimpleFutureAction<BoxedUnit> job) {
    Throwable cause = job.value().get().failed().get();
    Optional<String> unlike = FailureWords.unlike(cause);
    return unlike.isPresent()
        ? new UnlikeMachineException(unlike.get())
        : new WorkFailedException(
            "Spark gave up: %s; what came until then is kept where there is a journal; try again, or look into the logs of the workers"
                .formatted(FailureWords.of(cause)),
            cause);
  }
}
