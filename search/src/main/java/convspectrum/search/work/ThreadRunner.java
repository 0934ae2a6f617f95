package convspectrum.search.work;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does work in threads of this process. */
public final class ThreadRunner implements WorkRunner {
  /** Tasks that wait for a thread, so that none is idle and results do not pile up. */
  private static final int AHEAD = 2;

  /** The same where the first task may take longer than those behind it, which wait for it. */
  private static final int ORDERED_AHEAD = 4;

  private final int threads;

  /** So many numbers are computed at the same time. */
  public ThreadRunner(int threads) {
    this.threads = threads;
  }

  @Override
  public <R extends Serializable> void run(
      Work<R> work, List<NumberRange> numbers, WorkReceiver<R> receiver)
      throws InterruptedException {
    Worker<R> worker = work.open(FoundFiles.HERE);
    Iterator<List<NumberRange>> tasks = NumberRange.tasks(numbers, work.grain()).iterator();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      CompletionService<List<Numbered<R>>> service = new ExecutorCompletionService<>(pool);
      try {
        int running = 0;
        while (running > 0 || tasks.hasNext()) {
          while (running < AHEAD * threads && tasks.hasNext()) {
            List<NumberRange> task = tasks.next();
            service.submit(() -> done(worker, task));
            running++;
          }
          handOn(service.take().get(), receiver);
          running--;
        }
      } catch (ExecutionException e) {
        throw failure(e);
      } catch (InterruptedException e) {
        pool.shutdownNow();
        pool.close();
        handOnFinished(service, receiver);
        throw e;
      } finally {
        pool.shutdownNow();
      }
    }
  }

  /** What came to its end after the interruption is done all the same. */
  private static <R extends Serializable> void handOnFinished(
      CompletionService<List<Numbered<R>>> service, WorkReceiver<R> receiver) {
    for (Future<List<Numbered<R>>> one = service.poll(); one != null; one = service.poll()) {
      if (one.state() == Future.State.SUCCESS) {
        handOn(one.resultNow(), receiver);
      }
    }
  }

  private static <R extends Serializable> void handOn(
      List<Numbered<R>> results, WorkReceiver<R> receiver) {
    results.forEach(one -> receiver.take(one.number(), one.result()));
  }

  @Override
  public <R extends Serializable> void runInOrder(
      Work<R> work, Iterator<List<NumberRange>> tasks, WorkReceiver<R> receiver)
      throws InterruptedException {
    Worker<R> worker = work.open(FoundFiles.HERE);
    Deque<Future<List<Numbered<R>>>> running = new ArrayDeque<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      try {
        while (!running.isEmpty() || tasks.hasNext()) {
          while (running.size() < ORDERED_AHEAD * threads && tasks.hasNext()) {
            List<NumberRange> task = tasks.next();
            running.addLast(pool.submit(() -> done(worker, task)));
          }
          // A result that is there already is had without a look at interruptions.
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          handOn(running.removeFirst().get(), receiver);
        }
      } catch (ExecutionException e) {
        throw failure(e);
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private static <R> List<Numbered<R>> done(Worker<R> worker, List<NumberRange> task) {
    List<Numbered<R>> results = new ArrayList<>();
    for (NumberRange range : task) {
      range.numbers().forEach(number -> results.add(new Numbered<>(number, worker.of(number))));
    }
    return results;
  }

  private static RuntimeException failure(ExecutionException e) {
    return switch (Objects.requireNonNullElse(e.getCause(), e)) {
      case Error error -> throw error;
      case RuntimeException cause -> cause;
      case Throwable cause -> new IllegalStateException(cause);
    };
  }

  @Override
  public void close() {}
}
