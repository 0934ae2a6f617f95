package convspectrum.gradients.float32;

/** The learned values of a rule and their gradients. */
interface Trained {
  /** No values. */
  Trained NOTHING =
      new Trained() {
        @Override
        public void clear() {}

        @Override
        public float[] gradient(String role) {
          throw new IllegalArgumentException("no gradient of " + role);
        }

        @Override
        public boolean any() {
          return false;
        }
      };

  /** Sets all gradients to 0. */
  void clear();

  /** Returns the gradient of the slot with this role, row-major. */
  float[] gradient(String role);

  /** Returns its first element; large tensors need not be copied for it. */
  default float firstGradient(String role) {
    return gradient(role)[0];
  }

  /** Whether there are any values. */
  default boolean any() {
    return true;
  }
}
