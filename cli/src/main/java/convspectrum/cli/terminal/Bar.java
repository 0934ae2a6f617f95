package convspectrum.cli.terminal;

import convspectrum.search.study.StudyProgress;
import java.io.IOException;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A progress bar with the time left, on a terminal; a line now and then anywhere else. */
public final class Bar implements StudyProgress, AutoCloseable {
  /** The library's own thread draws once a day: one that draws would disturb what is timed. */
  private static final int NEVER = 86_400_000;

  private static final long SHORTEST_PAUSE_NANOS = 200_000_000;

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
      task = newTask;
      leaveSignalsAlone();
      bar =
          new ProgressBarBuilder()
              .setTaskName(newTask)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(NEVER)
              .clearDisplayOnFinish()
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

  /**
   * JLine, by which the library asks the terminal for its width, would have Ctrl-C end the process
   * at once, without what {@link Interruption} writes.
   */
  private static void leaveSignalsAlone() {
    try {
      TerminalBuilder.setTerminalOverride(null); // the writer of the bar before is closed
      TerminalBuilder.setTerminalOverride(
          TerminalBuilder.builder().dumb(true).nativeSignals(false).build());
    } catch (IOException e) {
      // The library asks the same way, finds no terminal either and draws for one of 80 columns.
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
