package convspectrum.cli.terminal;

import convspectrum.reports.view.Terminal;
import convspectrum.search.study.StudyProgress;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar with the time left, on a terminal; a line now and then anywhere else. */
public final class Bar implements StudyProgress, AutoCloseable {
  /** The library's own thread draws once a day: one that draws would disturb what is timed. */
  private static final int NEVER = 86_400_000;

  private static final long SHORTEST_PAUSE_NANOS = 200_000_000;

  /** Columns of the terminal; in the last one some terminals would begin a new line. */
  private static final int WIDTH =
      Math.max(1, Terminal.of(System.getenv(), true, StandardCharsets.UTF_8).width() - 1);

  private final boolean shown = Terminals.interactive();
  private String task = "";
  private long drawn = System.nanoTime() - SHORTEST_PAUSE_NANOS;
  private @Nullable ProgressBar bar;

  @Override
  public void report(String newTask, long done, long total, String note) {
    if (!shown) {
      ProgressLines.OF_PROCESS.report(newTask, done, total, note);
      return;
    }
    if (bar == null || !newTask.equals(task)) {
      close();
      StillWorking.pause();
      task = newTask;
      bar =
          new ProgressBarBuilder()
              .setTaskName(newTask)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(NEVER)
              // The library's own consumer asks JLine for a terminal, which takes over the signals:
              // Ctrl-C would then end the process without what Interruption writes.
              .setConsumer(new DelegatingProgressBarConsumer(Bar::draw, WIDTH))
              .build();
    }
    ProgressBar current = bar;
    current.maxHint(total);
    current.stepTo(done);
    current.setExtraMessage(note);
    long now = System.nanoTime();
    if (now - drawn > SHORTEST_PAUSE_NANOS) {
      drawn = now;
      current.refresh();
    }
  }

  private static void draw(String line) {
    System.err.print("\r" + line);
    System.err.flush();
  }

  @Override
  public void close() {
    if (bar != null) {
      end(bar);
      draw(" ".repeat(WIDTH) + "\r"); // what is printed next begins on an empty line
      bar = null;
      StillWorking.resume();
    }
  }

  /**
   * Ends a bar in a thread of its own: the library waits for its last line, and an interruption
   * that ends this waiting would be lost, so that Ctrl-C between two tasks ended nothing.
   */
  static void end(ProgressBar bar) {
    Thread ending = Thread.ofVirtual().start(bar::close);
    boolean interrupted = false;
    while (ending.isAlive()) {
      try {
        ending.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
