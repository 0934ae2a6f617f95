package convspectrum.search.training.elsewhere;

import convspectrum.gradients.training.Recipe;
import java.io.Serializable;

/**
 * How one training is made.
 *
 * @param recipe with its seed
 * @param validates whether the validation images are classified after each epoch
 * @param tests whether the test images are classified in the end
 */
public record Trial(Recipe recipe, boolean validates, boolean tests) implements Serializable {
  private static final long serialVersionUID = 1L;
}
