package convspectrum.gradients.training;

import convspectrum.gradients.learning.Optimiser;
import java.io.Serializable;

/**
 * How a network is trained. Equal recipes, images and start weights give the same weights to the
 * bit.
 *
 * @param epochs how often each image is shown, at least 1
 * @param batch number of images of a step, at least 1; the images of an epoch that fill no batch
 *     are left out
 * @param optimiser how weights follow from gradients
 * @param rate learning rate of each step
 * @param smoothing label smoothing ε, at least 0 and below 1
 * @param clip largest Euclidean norm of all gradients, which are scaled down to it; infinite for
 *     none
 * @param augmentation changes of the training images
 * @param seed decides the order of the images, their changes and what dropout drops
 */
public record Recipe(
    int epochs,
    int batch,
    Optimiser optimiser,
    LearningRate rate,
    double smoothing,
    double clip,
    Augmentation augmentation,
    long seed)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The same with another learning rate. */
  public Recipe withRate(LearningRate other) {
    return new Recipe(epochs, batch, optimiser, other, smoothing, clip, augmentation, seed);
  }

  /** The same with another seed. */
  public Recipe withSeed(long other) {
    return new Recipe(epochs, batch, optimiser, rate, smoothing, clip, augmentation, other);
  }
}
