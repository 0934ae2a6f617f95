package convspectrum.gradients.float32;

import convspectrum.gradients.batch.RunMode;

/** A rule with learned values, whose gradients are computed from its inputs. */
interface LearnedRule extends Rule, Trained {
  @Override
  default boolean keepsInput(int i, RunMode mode) {
    return mode.weightGradients();
  }

  @Override
  default Trained trained() {
    return this;
  }
}
