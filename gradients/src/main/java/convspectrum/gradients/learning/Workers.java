package convspectrum.gradients.learning;

import convspectrum.gradients.batch.BatchPart;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A thread for each part of a batch, of which no more run at a time than the parts allow. */
public final class Workers implements AutoCloseable {
  private final BatchPart[] parts;
  private final List<ExecutorService> threads = new ArrayList<>();

  /** Starts the threads. */
  public Workers(BatchPart[] parts) {
    this.parts = parts.clone();
    for (int i = 0; i < parts.length; i++) {
      String name = "learning-" + i;
      threads.add(
          Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory()));
    }
  }

  /** Runs {@code work} for every part in its thread, and waits for all. */
  public void each(IntConsumer work) {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      int part = i;
      running.add(threads.get(i).submit(() -> parts[part].run(() -> work.accept(part))));
    }
    RuntimeException failure = null;
    for (Future<?> one : running) {
      try {
        get(one);
      } catch (RuntimeException e) {
        // What failed first is the reason; the others failed since they waited for it.
        boolean consequence = e instanceof IllegalStateException;
        failure =
            failure == null || (failure instanceof IllegalStateException && !consequence)
                ? e
                : failure;
      }
    }
    if (failure != null) {
      parts[0].reset();
      throw failure;
    }
  }

  /** Runs {@code work} for each number below {@code count}, divided among the threads. */
  public void share(int count, IntConsumer work) {
    each(part -> {
      for (int i = part; i < count; i += parts.length) {
        work.accept(i);
      }
    });
  }

  private static void get(Future<?> running) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          running.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          switch (e.getCause()) {
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            case null, default -> throw new IllegalStateException(e);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    threads.forEach(ExecutorService::shutdownNow);
  }
}
