package convspectrum.cli.training;

import convspectrum.search.run.SpaceSearch;
import convspectrum.search.study.StudyProgress;
import convspectrum.search.training.figure.StepFollower;
import java.util.Locale;

/**
 * Adds the step that a training is at to the progress that was reported last, so that a long
 * training is seen to go on, and its end to come nearer. All progress but that of {@link
 * SpaceSearch#EVALUATING} is in steps. The thread that trains and the one that waits for it may
 * both report.
 */
public final class TrainingProgress implements StudyProgress, StepFollower {
  private StudyProgress shown = StudyProgress.NONE;
  private String task = "";
  private long done;
  private long total;
  private String note = "";

  /** From now on shows what is reported here. */
  public synchronized TrainingProgress on(StudyProgress where) {
    shown = where;
    task = "";
    return this;
  }

  @Override
  public synchronized void report(String newTask, long newDone, long newTotal, String newNote) {
    task = newTask;
    done = newDone;
    total = newTotal;
    note = newNote;
    shown.report(task, done, total, note);
  }

  @Override
  public synchronized void step(long step, long steps, double loss) {
    if (!task.isEmpty()) {
      shown.report(
          task,
          task.equals(SpaceSearch.EVALUATING) ? done : done + step, // designs, or steps
          total,
          String.format(
              Locale.ROOT,
              "%s%sstep %,d of %,d, loss %.3f",
              note,
              note.isEmpty() ? "" : "; ",
              step,
              steps,
              loss));
    }
  }
}
