package convspectrum.cli.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C while something is measured ends the measuring, and what was measured until then is still
 * written. At any other time it ends the process, as usual. Java tells of it by its shutdown hooks,
 * which hold up the end of the process while they run.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final AtomicReference<@Nullable Thread> MEASURING = new AtomicReference<>();
  private static final CountDownLatch FINISHED = new CountDownLatch(1);

  private Interruption() {}

  /** From here until it is closed this thread measures. */
  public static Interruption guard() {
    MEASURING.set(Thread.currentThread());
    return new Interruption();
  }

  @Override
  public void close() {
    MEASURING.set(null);
  }

  /** To be called once, by a process that runs one command. */
  public static void install() {
    hook(() -> {
      Thread measuring = MEASURING.get();
      if (measuring != null) {
        System.err.println("interrupted: keeping what was measured so far");
        measuring.interrupt();
        await(FINISHED);
      }
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
        .addShutdownHook(Thread.ofPlatform().name("interruption").unstarted(action));
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
