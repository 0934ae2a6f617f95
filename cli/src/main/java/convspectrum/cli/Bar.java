package convspectrum.cli;

import convspectrum.search.StudyProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A progress bar with the time left, on a terminal; nothing anywhere else. */
final class Bar implements StudyProgress, AutoCloseable {
  private final boolean shown = Terminals.interactive();
  private String task = "";
  private @Nullable ProgressBar bar;

  @Override
  public void report(String newTask, long done, long total, String note) {
    if (!shown) {
      return;
    }
    if (bar == null || !newTask.equals(task)) {
      close();
      task = newTask;
      // Drawn only when told to: a thread that draws would disturb what is timed.
      bar =
          new ProgressBarBuilder()
              .setTaskName(newTask)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .clearDisplayOnFinish()
              .build();
    }
    ProgressBar current = bar;
    current.maxHint(total);
    current.stepTo(done);
    current.setExtraMessage(note);
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
