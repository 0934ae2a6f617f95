package convspectrum.search.training.study;

import convspectrum.search.study.StudyProgress;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a study is done, so that the time that remains can be told: a training counts by the
 * multiply-accumulates of its network and by a constant, since a network of few takes longer for
 * each of them.
 */
final class WorkDone {
  private static final String TASK = "training";

  /** What a training costs whatever its network, in multiply-accumulates of an image. */
  private static final long CONSTANT = 2_000_000;

  private static final double ROUNDING = 1e-6;

  private final StudyProgress progress;
  private final Map<Trainer.Task, Double> running = new IdentityHashMap<>();
  private double done;
  private double total;

  /** Number of trainings that are planned. */
  private int trainings;

  WorkDone(StudyProgress progress) {
    this.progress = progress;
  }

  private static double weight(StudiedDesign design) {
    return design.macs() + CONSTANT;
  }

  /** Adds a number of trainings of each design. */
  synchronized void plan(List<StudiedDesign> designs, int each) {
    designs.forEach(design -> total += each * weight(design));
    trainings += each * designs.size();
  }

  /** A training that was planned is not made. */
  synchronized void skipped(Trainer.Task task) {
    total -= weight(task.design());
    trainings--;
  }

  synchronized void report(String phase, Trainer.Task task, double share) {
    running.put(task, share * weight(task.design()));
    tell("%s, %s".formatted(phase, task.design().label()));
  }

  synchronized void finished(Trainer.Task task) {
    running.remove(task);
    done += weight(task.design());
    tell(task.design().label() + " is trained");
  }

  /** Tells it as a number of trainings, as large as all of them are in the mean. */
  private void tell(String note) {
    double now = done + running.values().stream().mapToDouble(Double::doubleValue).sum();
    long made = Math.min(trainings, (long) (now / total * trainings + ROUNDING));
    progress.report(TASK, made, trainings, note);
  }
}
