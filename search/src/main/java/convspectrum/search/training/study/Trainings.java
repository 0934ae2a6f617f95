package convspectrum.search.training.study;

import java.util.List;
import java.util.function.BiConsumer;

/** Makes several trainings. */
interface Trainings {
  /** What tells a training from all others with other results, for files. */
  String identity(Trainer.Task task);

  /**
   * Makes them, until all are made, no other one may begin, or the thread is interrupted, which it
   * remains.
   *
   * @param phase of the study, for people
   * @param keep takes each as it comes, in this thread
   * @return whether all of them are made
   */
  boolean make(
      String phase,
      List<Trainer.Task> tasks,
      WorkDone work,
      BiConsumer<Trainer.Task, Trained> keep);
}
