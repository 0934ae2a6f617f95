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

  /** Replaces the values of the slot with this role, row-major. */
  default void set(String role, float[] values) {
    throw new IllegalArgumentException("no values of " + role);
  }

  /**
   * From now on has the values of the same rule in the tape of another part of the batch, in its
   * arrays: what is set there is set here.
   */
  default void follow(Trained leader) {}

  /** Adds the gradients of the same rule in the tape of another part of the batch. */
  default void add(Trained other) {}

  /** Whether there are any values. */
  default boolean any() {
    return true;
  }

  /** Adds {@code more} to {@code sums}. */
  static void add(float[] sums, float[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }
}
