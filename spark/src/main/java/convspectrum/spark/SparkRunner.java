package convspectrum.spark;

import convspectrum.search.work.ClusterAddress;
import convspectrum.search.work.ComputingMachine;
import convspectrum.search.work.NumberRange;
import convspectrum.search.work.Work;
import convspectrum.search.work.WorkReceiver;
import convspectrum.search.work.WorkRunner;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;

/** Does work on the executors of a Spark application. */
final class SparkRunner implements WorkRunner {
  /** Jobs that Spark has at a time, so that the end of one does not leave cores idle. */
  private static final int JOBS = 3;

  private static final int TASKS_PER_CORE = 8;

  /** Results of one job are in memory here; of 100 bytes each these are 13 MB. */
  private static final long NUMBERS = 1 << 17;

  private final SparkContext context;
  private final ExecutorMemory memory;
  private final Consumer<String> notes;
  private final Health health;
  private final Runnable end;
  private final AddedFiles files;

  /**
   * A runner.
   *
   * @param context of an application whose executors are there
   * @param address of the cluster
   * @param processes whether executors are other processes than this one
   * @param notes is told what the user should know, a sentence each
   * @param end ends the application
   */
  SparkRunner(
      SparkContext context,
      ClusterAddress address,
      boolean processes,
      Consumer<String> notes,
      Runnable end) {
    this.context = context;
    this.memory = ExecutorMemory.watch(context, address);
    this.notes = notes;
    this.health = new Health(context, processes, notes);
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
    send(work);
    SparkJob<R> job = job(work, tasks);
    boolean done = false;
    try {
      job.take(receiver);
      done = true;
    } finally {
      if (!done) {
        job.cancel();
      }
    }
  }

  @Override
  public <R extends Serializable> void runInOrder(
      Work<R> work, Iterator<List<NumberRange>> tasks, WorkReceiver<R> receiver)
      throws InterruptedException {
    send(work);
    Deque<SparkJob<R>> jobs = new ArrayDeque<>();
    try {
      while (!jobs.isEmpty() || tasks.hasNext()) {
        while (jobs.size() < JOBS && tasks.hasNext()) {
          jobs.addLast(job(work, some(tasks)));
        }
        jobs.getFirst().takeInOrder(receiver);
        jobs.removeFirst();
      }
    } finally {
      jobs.forEach(SparkJob::cancel);
    }
  }

  private <R extends Serializable> SparkJob<R> job(Work<R> work, List<List<NumberRange>> tasks) {
    return new SparkJob<>(
        context, new TaskBody<>(work, ComputingMachine.here(), memory.more()), tasks, health);
  }

  private void send(Work<?> work) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anything was sent");
    }
    work.files().forEach(files::add);
  }

  /** The next tasks: enough to keep all cores busy, as far as memory here has room. */
  private List<List<NumberRange>> some(Iterator<List<NumberRange>> tasks) {
    int most = TASKS_PER_CORE * context.defaultParallelism();
    List<List<NumberRange>> some = new ArrayList<>();
    long numbers = 0;
    while (tasks.hasNext() && some.size() < most && numbers < NUMBERS) {
      some.add(tasks.next());
      numbers += NumberRange.count(some.getLast());
    }
    return some;
  }

  @Override
  public void close() {
    end.run(); // and all events have been told of then
    files.close();
    memory.note().ifPresent(notes);
  }
}
