package convspectrum.gradients.float32;

import convspectrum.gradients.batch.RunMode;

/** Computes one step and propagates the gradient back through it. */
interface Rule {
  /** Computes what {@link #forward} needs of this and all other parts of a batch. */
  default void gather(Operands run) {}

  /** As {@link #gather}, for {@link #backward}. */
  default void gatherGradient(Operands run) {}

  /**
   * Whether the parts of a batch meet after {@link #gather} or {@link #gatherGradient}, before any
   * goes on.
   */
  default boolean meets(RunMode mode) {
    return false;
  }

  /** Computes every element of {@code run.output} from {@code run.inputs}. */
  void forward(Operands run);

  /**
   * Computes every element of the needed {@code run.inputGradients} from {@code run.gradient}, and
   * adds to the gradients of weights if {@code run.mode} asks for them.
   */
  void backward(Operands run);

  /** Whether {@link #backward} reads the value of input {@code i}. */
  default boolean keepsInput(int i, RunMode mode) {
    return false;
  }

  /** Whether {@link #backward} reads the output of the step. */
  default boolean keepsOutput() {
    return false;
  }

  /** Whether the output equals the first input, so that one array serves both. */
  default boolean copies() {
    return false;
  }

  /** Whether no gradient passes, so that {@link #backward} is not called if others contribute. */
  default boolean stops() {
    return false;
  }

  /** Whether the gradient of input {@code i} is the step's own, so that nothing is computed. */
  default boolean passes(int i) {
    return false;
  }

  /**
   * Whether {@link #backward} computes each element of its only input's gradient from the same
   * element of {@code run.gradient}, so that one array may serve both.
   */
  default boolean overwrites() {
    return false;
  }

  /** Whether {@link #backward} supports {@code run.adds}; for rules with one input. */
  default boolean adds() {
    return false;
  }

  /** Returns its learned values, which most rules do not have. */
  default Trained trained() {
    return Trained.NOTHING;
  }
}
