package convspectrum.gradients.float32;

import convspectrum.gradients.batch.RunMode;
import org.jspecify.annotations.Nullable;

/** What a rule works on; filled anew for every step. Elements lie as the plan says. */
final class Operands {
  private static final float[] NONE = new float[0];

  RunMode mode = RunMode.forward(convspectrum.gradients.batch.Statistics.RUNNING);

  /** What the inputs are; in a backward pass only those that the rule keeps. */
  float[][] inputs = new float[0][];

  /** What the step computes; in a backward pass only where the rule keeps it. */
  float[] output = NONE;

  /** The gradient with respect to the output. */
  float[] gradient = NONE;

  /** Where gradients with respect to the inputs go; null for those that are not wanted. */
  float[] @Nullable [] inputGradients = new float[0][];

  /** Whether the gradient of the one input is to be added to what is there. */
  boolean adds;

  /** What the first input is. */
  float[] input() {
    return inputs[0];
  }

  /** Where the gradient with respect to the first input goes; null where it is not wanted. */
  float @Nullable [] inputGradient() {
    return inputGradients[0];
  }
}
