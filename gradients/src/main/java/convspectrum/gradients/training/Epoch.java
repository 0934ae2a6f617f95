package convspectrum.gradients.training;

import java.io.Serializable;

/**
 * What an epoch came to.
 *
 * @param number number of the epoch, from 1 on
 * @param loss mean loss of its steps, with label smoothing
 * @param accuracy share of the training images, as augmented, that were classified correctly
 * @param validationLoss mean cross-entropy of the validation images after it; NaN if there are none
 * @param validation share of the validation images that are classified correctly after it; NaN if
 *     there are none
 */
public record Epoch(
    int number, double loss, double accuracy, double validationLoss, double validation)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
