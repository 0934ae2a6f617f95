package convspectrum.spark;

import convspectrum.search.work.ComputingMachine;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.Numbered;
import convspectrum.search.work.Work;
import convspectrum.search.work.WorkFailedException;
import convspectrum.search.work.WorkReceiver;
import convspectrum.search.work.WorkRunner;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

/** Does work on the executors of a Spark application. */
final class SparkRunner implements WorkRunner {
  private static final long WAIT_MILLIS = 100;

  private final SparkContext context;
  private final Runnable end;
  private final AddedFiles files;

  /**
   * A runner.
   *
   * @param context of an application whose executors are there
   * @param end ends the application
   */
  SparkRunner(SparkContext context, Runnable end) {
    this.context = context;
    this.end = end;
    this.files = new AddedFiles(context);
  }

  @Override
  public <R extends Serializable> void run(
      Work<R> work, List<NumberRange> numbers, WorkReceiver<R> receiver)
      throws InterruptedException {
    List<List<NumberRange>> tasks = NumberRange.tasks(numbers, work.grain());
    if (tasks.isEmpty()) {
      return;
    }
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anything was sent");
    }
    work.files().forEach(files::add);
    Arrivals<R> arrivals = new Arrivals<>();
    SimpleFutureAction<BoxedUnit> job = submitted(work, tasks, arrivals);
    boolean done = false;
    try {
      take(job, NumberRange.count(numbers), arrivals, receiver);
      done = true;
    } finally {
      if (!done) {
        job.cancel();
      }
    }
  }

  private <R extends Serializable> SimpleFutureAction<BoxedUnit> submitted(
      Work<R> work, List<List<NumberRange>> tasks, Arrivals<R> arrivals) {
    JavaRDD<List<NumberRange>> data =
        JavaSparkContext.fromSparkContext(context).parallelize(tasks, tasks.size());
    List<Object> partitions =
        Stream.iterate(0, i -> i + 1).limit(tasks.size()).map(i -> (Object) i).toList();
    Seq<Object> all = CollectionConverters.asScala(partitions).toSeq();
    // A training looks at it between two steps, so that what nobody waits for does not go on.
    context.setInterruptOnCancel(true);
    return context.submitJob(
        data.rdd(), new TaskBody<>(work, ComputingMachine.here()), all, arrivals, new Nothing());
  }

  private <R> void take(
      SimpleFutureAction<BoxedUnit> job, long all, Arrivals<R> arrivals, WorkReceiver<R> receiver)
      throws InterruptedException {
    long taken = 0;
    while (taken < all) {
      boolean over = job.isCompleted();
      TaskResult<R> result = arrivals.queue().poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (result != null) {
        taken += take(result, receiver);
      } else if (over) {
        throw failure(job);
      }
    }
  }

  /** Spark hands on the first result of a task alone, however often the task was begun. */
  private static <R> int take(TaskResult<R> result, WorkReceiver<R> receiver) {
    if (result.failure() != null) {
      throw result.failure();
    }
    for (Numbered<R> one : result.results()) {
      receiver.take(one.number(), one.result());
    }
    return result.results().size();
  }

  private static RuntimeException failure(SimpleFutureAction<BoxedUnit> job) {
    Throwable cause = job.value().get().failed().get();
    return new WorkFailedException(
        "Spark gave up: %s; what came until then is kept where there is a journal; try again, or look into the logs of the workers"
            .formatted(FailureWords.of(cause)),
        cause);
  }

  @Override
  public void close() {
    end.run();
    files.close();
  }
}
