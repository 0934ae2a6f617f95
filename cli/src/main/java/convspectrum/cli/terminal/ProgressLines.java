package convspectrum.cli.terminal;

import convspectrum.search.study.StudyProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Progress where there is no terminal: a line on standard error, at most one in 30 s, so that a log
 * shows that work goes on. Work that ends before prints none.
 */
final class ProgressLines implements StudyProgress {
  private static final long PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

  /** One for all tasks of this process, which take turns. */
  static final ProgressLines OF_PROCESS = new ProgressLines(System.err, System::nanoTime);

  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final long started;
  private long printed;

  ProgressLines(PrintStream err, LongSupplier nanoTime) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.printed = started;
  }

  @Override
  public synchronized void report(String task, long done, long total, String note) {
    long now = nanoTime.getAsLong();
    if (now - printed < PAUSE_NANOS) {
      return;
    }
    printed = now;
    err.println(
        "%s: %,d%s%s, %s since the start"
            .formatted(
                task,
                done,
                total == Long.MAX_VALUE ? "" : " of about %,d".formatted(total),
                note.isBlank() ? "" : " (" + note.strip() + ")",
                Durations.text(Duration.ofNanos(now - started))));
    err.flush();
  }
}
