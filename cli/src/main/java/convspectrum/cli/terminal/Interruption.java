package convspectrum.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/**
 * The first Ctrl-C while a command measures, scores or searches interrupts its thread, and what
 * there is until then is still written; the second one ends the process at once. Before the work
 * begins, Ctrl-C ends the process as usual. Java tells of a signal by its shutdown hooks, which
 * hold up the end of the process while they run; the exit code is then 128 plus the signal's
 * number, 130 for Ctrl-C.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final int CODE = 130; // 128 + SIGINT
  private static final Object LOCK = new Object();
  private static final CountDownLatch FINISHED = new CountDownLatch(1);

  private static @Nullable Thread working;
  private static boolean worthKeeping;
  private static boolean interrupted;

  private Interruption() {}

  /**
   * From here until it is closed an interruption interrupts this thread; afterwards, until {@link
   * #finished}, it waits for what is being written. If the process was interrupted before, so is
   * the thread.
   */
  public static Interruption guard() {
    synchronized (LOCK) {
      working = Thread.currentThread();
      worthKeeping = true;
      if (interrupted) {
        working.interrupt();
      }
    }
    return new Interruption();
  }

  /** The thread is no longer interrupted: if it were, it could not write files. */
  @Override
  public void close() {
    synchronized (LOCK) {
      working = null;
      if (interrupted) {
        Thread.interrupted();
      }
    }
  }

  /** Whether this process was interrupted while it was guarded. */
  public static boolean came() {
    synchronized (LOCK) {
      return interrupted;
    }
  }

  /** To be called once, by a process that runs one command. */
  public static void install() {
    hook(() -> {
      synchronized (LOCK) {
        if (!worthKeeping || FINISHED.getCount() == 0) {
          return;
        }
        interrupted = true;
        // The first line of a terminal has the progress bar.
        System.err.println(
            (Terminals.interactive() ? System.lineSeparator() : "")
                + "interrupted: keeping what there is so far (once more ends it at once)");
        if (working != null) {
          working.interrupt();
        }
      }
      await(FINISHED);
    });
  }

  /**
   * Makes a worker outlive Ctrl-C, which a terminal sends to it too, until it is done: the process
   * that started it decides when.
   */
  public static Runnable outlive() {
    CountDownLatch served = new CountDownLatch(1);
    hook(() -> await(served));
    return served::countDown;
  }

  /** What a process does that runs its command in another one, before an interruption ends it. */
  public static void passOn(Runnable action) {
    hook(action);
  }

  /** Tells that everything is written, so that the process may end. */
  public static void finished() {
    FINISHED.countDown();
  }

  private static void hook(Runnable action) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("interruption")
                .unstarted(() -> {
                  endAtTheNextSignal();
                  action.run();
                }));
  }

  /** Java itself ignores signals from the first one on. */
  private static void endAtTheNextSignal() {
    Signals.register(
        "INT",
        () -> {
          ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
          Runtime.getRuntime().halt(CODE);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      boolean done = latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!done) {
        System.err.println("interrupted: giving up after " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
