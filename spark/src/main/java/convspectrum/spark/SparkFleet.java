package convspectrum.spark;

import convspectrum.search.fleet.Answer;
import convspectrum.search.fleet.Fleet;
import convspectrum.search.fleet.FleetJob;
import convspectrum.search.fleet.FleetTask;
import convspectrum.search.fleet.FleetWorker;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * The executors of a Spark application as workers. A task is a job of its own, placed on its
 * executor, and asks for all cores of it, so that Spark gives that executor nothing else.
 */
final class SparkFleet implements Fleet {
  private static final ClassTag<Integer> NUMBER = ClassTag$.MODULE$.apply(Integer.class);

  /** Executors are started at the same time, on machines that are not equally fast. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private final SparkContext context;
  private final boolean processes;
  private final Runnable end;
  private final AddedFiles files;

  /**
   * A fleet.
   *
   * @param context of an application whose first executor is there
   * @param processes whether executors are other processes than this one
   * @param end ends the application
   */
  SparkFleet(SparkContext context, boolean processes, Runnable end) {
    this.context = context;
    this.processes = processes;
    this.end = end;
    this.files = new AddedFiles(context);
  }

  @Override
  public List<FleetWorker> workers() {
    return ExecutorWatch.there();
  }

  @Override
  public String loss(FleetWorker worker) {
    return ExecutorWatch.lost().stream()
        .filter(loss -> loss.worker().equals(worker))
        .map(ExecutorWatch.Loss::reason)
        .findFirst()
        .orElse("");
  }

  @Override
  public Duration settling() {
    return processes ? SETTLING : Duration.ZERO;
  }

  @Override
  public <R extends Serializable> FleetJob<R> begin(FleetWorker worker, FleetTask<R> task) {
    task.files().forEach(files::add);
    context.setJobGroup("convspectrum-" + worker.id(), "measuring", true);
    return new Job<>(placed(worker).map(new FleetBody<>(worker.id(), task)).collectAsync());
  }

  /** One number, which is to be computed on by this worker. */
  private JavaRDD<Integer> placed(FleetWorker worker) {
    if (!processes) {
      return JavaRDD.fromRDD(context.makeRDD(seq(List.of(0)), 1, NUMBER), NUMBER);
    }
    List<String> places = List.of("executor_" + worker.host() + "_" + worker.id());
    return JavaRDD.fromRDD(
            context.makeRDD(seq(List.of(new Tuple2<>(0, seq(places)))), NUMBER), NUMBER)
        .withResources(
            new ResourceProfileBuilder()
                .require(new TaskResourceRequests().cpus(worker.cores()))
                .build());
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }

  @Override
  public void close() {
    end.run();
    files.close();
  }

  /** A task as a job of Spark's. */
  private record Job<R>(JavaFutureAction<List<Brought<R>>> future) implements FleetJob<R> {
    @Override
    public Optional<Answer<R>> poll() {
      return future.isDone() ? Optional.of(answer()) : Optional.empty();
    }

    private Answer<R> answer() {
      try {
        Brought<R> brought = future.get().getFirst();
        R result = brought.result();
        return result == null ? new Answer.Missing<>(brought.reason()) : new Answer.Given<>(result);
      } catch (ExecutionException e) {
        return new Answer.Missing<>(words(Objects.requireNonNullElse(e.getCause(), e)));
      } catch (CancellationException e) {
        return new Answer.Missing<>("it was ended before it was done");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Answer.Missing<>("interrupted");
      }
    }

    private static String words(Throwable cause) {
      String message = String.valueOf(cause.getMessage());
      return message.contains("ExecutorLostFailure")
          ? "the worker was lost while it was at work"
          : FailureWords.unlike(message).orElseGet(() -> FailureWords.of(cause));
    }

    @Override
    public void cancel() {
      future.cancel(true);
    }
  }
}
