package convspectrum.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A line on the terminal that says that a command still works, from the third second on in which
 * nothing else is shown: how long it has worked. What is printed next takes its place. A {@link
 * Bar}, which is shown while something is timed, stops it: nothing wakes up then.
 */
public final class StillWorking {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_MILLIS = 1000;

  /** The one of this process; null where there is no terminal. */
  private static @Nullable StillWorking ofProcess;

  private final String command;
  private final OutputStream terminal;
  private final LongSupplier nanoTime;
  private final long started;
  private long quietSince;
  private int shown; // characters of the line that is shown
  private int pauses;

  StillWorking(String command, OutputStream terminal, LongSupplier nanoTime) {
    this.command = command;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.quietSince = started;
  }

  /**
   * To be called once, when a process starts. Without a terminal it does nothing.
   *
   * @param command what the line calls the work
   */
  public static void install(String command) {
    if (!Terminals.interactive()) {
      return;
    }
    StillWorking line =
        new StillWorking(command, new FileOutputStream(FileDescriptor.out), System::nanoTime);
    ofProcess = line;
    System.setErr(new PrintStream(before(System.err), true, System.err.charset()));
    Thread.ofPlatform().daemon().name("still working").start(line::keepTelling);
  }

  /** The same stream; the line is erased before anything is written there. */
  public static OutputStream before(OutputStream stream) {
    StillWorking line = ofProcess;
    return line == null ? stream : line.erasedBefore(stream);
  }

  OutputStream erasedBefore(OutputStream stream) {
    return new FilterOutputStream(stream) {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int start, int length) throws IOException {
        synchronized (StillWorking.this) {
          erase();
          out.write(bytes, start, length);
        }
      }
    };
  }

  /** Erases the line, which is not shown again until {@link #resume}. */
  public static void pause() {
    StillWorking line = ofProcess;
    if (line != null) {
      line.paused(1);
    }
  }

  /** Ends what {@link #pause} began. */
  static void resume() {
    StillWorking line = ofProcess;
    if (line != null) {
      line.paused(-1);
    }
  }

  /** Times something in quiet. */
  public static <T> T quietly(Supplier<T> timed) {
    pause();
    try {
      return timed.get();
    } finally {
      resume();
    }
  }

  synchronized void paused(int change) {
    pauses += change;
    erase();
    notifyAll();
  }

  private void keepTelling() {
    try {
      while (true) {
        tellAndWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void tellAndWait() throws InterruptedException {
    if (pauses > 0) {
      wait();
    } else {
      tell();
      wait(PAUSE_MILLIS);
    }
  }

  /** Shows the line where nothing else was shown for long enough. */
  synchronized void tell() {
    long now = nanoTime.getAsLong();
    if (pauses > 0 || now - quietSince < PATIENCE_NANOS) {
      return;
    }
    long since = quietSince;
    String text =
        "%s: working, %d s since the start (Ctrl-C ends it)"
            .formatted(command, TimeUnit.NANOSECONDS.toSeconds(now - started));
    erase();
    write(text);
    shown = text.length();
    quietSince = since;
  }

  private synchronized void erase() {
    if (shown > 0) {
      write("\r" + " ".repeat(shown) + "\r");
      shown = 0;
    }
    quietSince = nanoTime.getAsLong();
  }

  private void write(String text) {
    try {
      terminal.write(text.getBytes(StandardCharsets.US_ASCII));
      terminal.flush();
    } catch (IOException e) {
      // The result is what counts, and its own stream says what is wrong.
    }
  }
}
