package convspectrum.cli.terminal;

import convspectrum.search.study.StudyProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Progress where there is no terminal: a line on standard error, at most one in 30 s, so that a log
 * shows that work goes on. Work that ends before prints none. The time that is left is estimated
 * from what was done since the line before, so that what needed no work does not count.
 */
final class ProgressLines implements StudyProgress {
  private static final long PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

  /** One for all tasks of this process, which take turns. */
  static final ProgressLines OF_PROCESS = new ProgressLines(System.err, System::nanoTime);

  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final long started;
  private long printed;
  private String task = "";

  /** When the task was last seen at {@link #doneBefore}: at its first report, or the last line. */
  private long before;

  private long doneBefore;

  ProgressLines(PrintStream err, LongSupplier nanoTime) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
    this.printed = started;
  }

  @Override
  public synchronized void report(String newTask, long done, long total, String note) {
    long now = nanoTime.getAsLong();
    if (!newTask.equals(task)) {
      task = newTask;
      before = now;
      doneBefore = done;
    }
    if (now - printed < PAUSE_NANOS) {
      return;
    }
    printed = now;
    err.println(
        "%s: %,d%s%s, %s since the start%s"
            .formatted(
                newTask,
                done,
                total == Long.MAX_VALUE ? "" : " of about %,d".formatted(total),
                note.isBlank() ? "" : " (" + note.strip() + ")",
                Durations.text(Duration.ofNanos(now - started)),
                left(now, done, total)));
    err.flush();
    before = now;
    doneBefore = done;
  }

  /** The time that is left as the end of a line; empty where it is not known. */
  private String left(long now, long done, long total) {
    if (total == Long.MAX_VALUE || done >= total || done <= doneBefore) {
      return "";
    }
    double each = (double) (now - before) / (done - doneBefore);
    long nanos = Math.round(each * (total - done));
    return ", about " + Durations.text(Duration.ofNanos(nanos)) + " left";
  }
}
