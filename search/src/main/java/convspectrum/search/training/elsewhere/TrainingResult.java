package convspectrum.search.training.elsewhere;

import convspectrum.gradients.training.Accuracy;
import convspectrum.gradients.training.Epoch;
import convspectrum.gradients.training.MemoryState;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes back of a training. */
public sealed interface TrainingResult extends Serializable {
  /**
   * It came to its end.
   *
   * @param epochs all of them
   * @param test how the test images are classified; null where they were not looked at, or there
   *     are none
   * @param imagesPerSecond training images in a second, of the machine that trained
   * @param state after the last epoch; empty where it was not asked for
   */
  record Trained(
      List<Epoch> epochs, @Nullable Accuracy test, double imagesPerSecond, MemoryState state)
      implements TrainingResult {
    private static final long serialVersionUID = 1L;

    public Trained {
      epochs = List.copyOf(epochs);
    }
  }

  /**
   * A loss or a gradient was no finite number.
   *
   * @param reason as it is said where one machine trains
   * @param state after the last whole epoch; empty where it was not asked for, or there was none
   */
  record Diverged(String reason, MemoryState state) implements TrainingResult {
    private static final long serialVersionUID = 1L;
  }

  /** The network cannot be trained, for this reason. */
  record Unfit(String reason) implements TrainingResult {
    private static final long serialVersionUID = 1L;
  }
}
