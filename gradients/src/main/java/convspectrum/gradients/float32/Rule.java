package convspectrum.gradients.float32;

import convspectrum.gradients.batch.RunMode;

/** How one step is computed, and how a gradient goes back through it. */
interface Rule {
  /** Computes {@code run.output} of {@code run.inputs}, every element of it. */
  void forward(Operands run);

  /**
   * Computes {@code run.inputGradients}, every element of those that are wanted, of {@code
   * run.gradient}; and, where {@code run.mode} asks for them, adds to the gradients of weights.
   */
  void backward(Operands run);

  /** Whether {@link #backward} reads what input {@code i} was. */
  default boolean keepsInput(int i, RunMode mode) {
    return false;
  }

  /** Whether {@link #backward} reads what the step computed. */
  default boolean keepsOutput() {
    return false;
  }

  /** Whether the output is the first input, element by element: one array serves both. */
  default boolean copies() {
    return false;
  }

  /** Whether no gradient passes: where there is another, {@link #backward} is not asked for 0. */
  default boolean stops() {
    return false;
  }

  /** Whether the gradient of input {@code i} is the step's own, so that nothing is computed. */
  default boolean passes(int i) {
    return false;
  }

  /**
   * Whether {@link #backward} makes each element of its one input's gradient of the same element of
   * {@code run.gradient}, so that one array may serve both.
   */
  default boolean overwrites() {
    return false;
  }

  /** Whether {@link #backward} heeds {@code run.adds}; of rules with one input. */
  default boolean adds() {
    return false;
  }

  /** What it learns; empty for most. */
  default Trained trained() {
    return Trained.NOTHING;
  }
}
