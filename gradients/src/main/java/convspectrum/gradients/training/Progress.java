package convspectrum.gradients.training;

/** Receives how a training gets on. */
public interface Progress {
  /** Ignores it. */
  Progress NONE = new Progress() {};

  /**
   * A step is done.
   *
   * @param step number of steps that are done of the whole training
   * @param steps number of steps of the whole training
   * @param loss loss before the step
   */
  default void step(long step, long steps, double loss) {}

  /** An epoch is done. */
  default void epoch(Epoch epoch) {}
}
