package convspectrum.search.training.study;

import convspectrum.gradients.training.StoppedException;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** Makes trainings in threads of this process, several at the same time, each on one of them. */
final class ThreadTrainings implements Trainings {
  private static final long PATIENCE_SECONDS = 60;

  private final Trainer trainer;
  private final int threads;
  private final BooleanSupplier over;

  /**
   * Trainings.
   *
   * @param threads number of trainings at the same time
   * @param over whether no other training is to begin, since the time is up
   */
  ThreadTrainings(Trainer trainer, int threads, BooleanSupplier over) {
    this.trainer = trainer;
    this.threads = threads;
    this.over = over;
  }

  /** A training that came to its end. */
  private record Done(Trainer.Task task, Trained trained) {}

  @Override
  public String identity(Trainer.Task task) {
    return trainer.identity(task);
  }

  @Override
  public boolean make(
      String phase,
      List<Trainer.Task> tasks,
      WorkDone work,
      BiConsumer<Trainer.Task, Trained> keep) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CompletionService<Done> service = new ExecutorCompletionService<>(pool);
    boolean all = false;
    try {
      all = makeAll(phase, tasks.iterator(), work, service, keep);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw failure(Objects.requireNonNullElse(e.getCause(), e));
    } finally {
      end(pool);
    }
    // What came to its end after the interruption is trained all the same.
    for (Future<Done> one = service.poll(); one != null; one = service.poll()) {
      if (one.state() == Future.State.SUCCESS) {
        keep.accept(one.resultNow().task(), one.resultNow().trained());
      }
    }
    return all && !Thread.currentThread().isInterrupted();
  }

  private boolean makeAll(
      String phase,
      Iterator<Trainer.Task> left,
      WorkDone work,
      CompletionService<Done> service,
      BiConsumer<Trainer.Task, Trained> keep)
      throws InterruptedException, ExecutionException {
    int running = 0;
    while (running > 0 || left.hasNext()) {
      while (running < threads && left.hasNext() && !over.getAsBoolean()) {
        Trainer.Task task = left.next();
        service.submit(
            () -> new Done(task, trainer.train(task, share -> work.report(phase, task, share))));
        running++;
      }
      if (running == 0) {
        return false;
      }
      Done done = service.take().get();
      running--;
      keep.accept(done.task(), done.trained());
    }
    return true;
  }

  private static RuntimeException failure(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException known && !(known instanceof StoppedException)
        ? known
        : new IllegalStateException(cause);
  }

  /** Stops what is running and waits for it. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a training does not stop");
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
