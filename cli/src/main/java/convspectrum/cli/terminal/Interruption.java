package convspectrum.cli.terminal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * The first Ctrl-C while a command measures, scores or searches interrupts its thread, and what
 * there is until then is still written; the second one ends the process at once. Before the work
 * begins, Ctrl-C ends the process at once. The exit code is 128 plus the signal's number, 130 for
 * Ctrl-C. A request to terminate and the end of a terminal do the same.
 *
 * <p>Signals are handled as such and not by shutdown hooks: those of a library run at the same
 * time, and ONNX Runtime's hook frees what a pass that still runs is using.
 */
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 60_000;
  private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143, "HUP", 129);
  private static final Object LOCK = new Object();

  private static @Nullable Thread working;
  private static final Set<String> SEEN = new HashSet<>();
  private static @Nullable Runnable first; // what the first signal does, if not end the process
  private static Runnable beforeEnd = () -> {};
  private static int code; // 0 until a signal came

  private Interruption() {}

  /**
   * From here until it is closed an interruption interrupts this thread; afterwards it waits for
   * what is being written. If the process was interrupted before, so is the thread.
   */
  public static Interruption guard() {
    synchronized (LOCK) {
      first = Interruption::interrupt;
      working = Thread.currentThread();
      if (code != 0) {
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
      if (code != 0) {
        Thread.interrupted();
      }
    }
  }

  /** Whether this process was interrupted while it was guarded. */
  public static boolean came() {
    synchronized (LOCK) {
      return code != 0;
    }
  }

  /** The exit code of a process whose command ended with {@code done}. */
  public static int exitCode(int done) {
    synchronized (LOCK) {
      return code == 0 ? done : code;
    }
  }

  /**
   * Makes a worker outlive Ctrl-C, which a terminal sends to it too: the process that started it
   * decides when it is done.
   */
  public static void outlive() {
    handle((_, _) -> {});
  }

  /** What a process that runs its command in another one does when it is interrupted. */
  public static void passOn(Runnable action) {
    synchronized (LOCK) {
      first = action;
    }
  }

  /**
   * To be called once, when a process starts.
   *
   * @param last what is done before the process ends at once
   */
  public static void install(Runnable last) {
    synchronized (LOCK) {
      beforeEnd = last;
    }
    handle(Interruption::received);
  }

  private static void handle(ObjIntConsumer<String> handler) {
    CODES.forEach((name, itsCode) -> {
      try {
        Signal.handle(new Signal(name), _ -> handler.accept(name, itsCode));
      } catch (IllegalArgumentException e) {
        // This system does not have the signal, or the virtual machine keeps it for itself.
      }
    });
  }

  private static void received(String name, int itsCode) {
    Runnable action;
    synchronized (LOCK) {
      boolean again = !SEEN.add(name);
      action = first;
      if (again || action == null) {
        end(itsCode);
        return; // for the compiler: the process has ended
      }
      if (code != 0) {
        return; // the process that started this one passes on a signal that both received
      }
      code = itsCode;
    }
    action.run();
  }

  private static void interrupt() {
    // The first line of a terminal has the progress bar.
    System.err.println(
        (Terminals.interactive() ? System.lineSeparator() : "")
            + "interrupted: ending what runs (once more ends it at once)");
    synchronized (LOCK) {
      if (working != null) {
        working.interrupt();
      }
    }
    try {
      Thread.sleep(
          PATIENCE_MILLIS); // signals have threads of their own, which end with the process
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.println("interrupted: giving up after " + PATIENCE_MILLIS / 1000 + " s");
    end(exitCode(0));
  }

  private static void end(int withCode) {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    synchronized (LOCK) { // of which another thread may be at the same
      beforeEnd.run();
    }
    Runtime.getRuntime().halt(withCode);
  }
}
