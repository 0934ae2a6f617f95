package convspectrum.spec.template;

import convspectrum.spec.block.Body;
import java.util.List;

/**
 * The steps of a body. Compared by identity.
 *
 * @see Step
 */
public final class StepList implements Body {
  private final String label;
  private final List<Step> steps;

  public StepList(String label, List<Step> steps) {
    this.label = label;
    this.steps = List.copyOf(steps);
  }

  /** What the block that it stands in calls it: {@code body}, {@code of[1]}; may be empty. */
  public String label() {
    return label;
  }

  /** The steps, in order. */
  public List<Step> steps() {
    return steps;
  }
}
