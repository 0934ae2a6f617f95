package convspectrum.search.training.study;

import convspectrum.gradients.training.StoppedException;
import java.util.function.DoubleConsumer;

/** Trains a design of a study. Several may be trained at the same time. */
interface Trainer {
  /**
   * A training.
   *
   * @param design what is trained
   * @param rate the largest learning rate
   * @param seed of weights and of the order of images
   * @param tests whether the test images are looked at; what chooses a rate must not
   */
  record Task(StudiedDesign design, double rate, long seed, boolean tests) {}

  /** What tells a training from all others with other results, for files. */
  String identity(Task task);

  /**
   * Trains.
   *
   * @param done receives the share of it that is done, from 0 to 1
   * @throws StoppedException if the thread is interrupted
   */
  Trained train(Task task, DoubleConsumer done);
}
