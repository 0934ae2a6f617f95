package convspectrum.gradients.training;

import convspectrum.formats.dataset.ImageSet;
import java.util.Arrays;

/**
 * The images of a training set that teach, and those that are kept apart to validate. The same for
 * every seed of a training, so that runs can be compared in pairs.
 *
 * @param train images to learn from
 * @param validation images to choose by; the learning never sees them
 */
public record Split(ImageSet train, ImageSet validation) {
  private static final long SEED = 0;
  private static final long PURPOSE = 7;

  /**
   * Splits a set at random.
   *
   * @param validation number of images to keep apart, below that of all
   * @param most number of images to learn from at most
   */
  public static Split of(ImageSet all, int validation, int most) {
    if (validation < 0 || validation >= all.count()) {
      throw new IllegalArgumentException(validation + " of " + all.count() + " images");
    }
    int[] order = Shuffle.order(all.count(), Shuffle.random(SEED, PURPOSE, 0));
    int end = Math.min(all.count(), Math.addExact(validation, Math.min(most, all.count())));
    return new Split(
        all.select(Arrays.copyOfRange(order, validation, end)),
        all.select(Arrays.copyOfRange(order, 0, validation)));
  }
}
