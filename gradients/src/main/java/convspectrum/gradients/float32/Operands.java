package convspectrum.gradients.float32;

import convspectrum.gradients.batch.RunMode;
import org.jspecify.annotations.Nullable;

/** The arguments of a rule, which are set for every step. Elements have the layout of the plan. */
final class Operands {
  private static final float[] NONE = new float[0];

  RunMode mode = RunMode.forward(convspectrum.gradients.batch.Statistics.RUNNING);

  /** The inputs; in a backward pass only those that the rule keeps. */
  float[][] inputs = new float[0][];

  /** The output of the step; in a backward pass only if the rule keeps it. */
  float[] output = NONE;

  /** The gradient with respect to the output. */
  float[] gradient = NONE;

  /** The arrays for gradients with respect to the inputs; null for those that are not needed. */
  float[] @Nullable [] inputGradients = new float[0][];

  /** Whether the gradient of the only input is added to the array's content. */
  boolean adds;

  /** Returns the first input. */
  float[] input() {
    return inputs[0];
  }

  /** Returns the array for the first input's gradient; null if it is not needed. */
  float @Nullable [] inputGradient() {
    return inputGradients[0];
  }
}
