package convspectrum.search.training.figure;

/** Is told how a training gets on, by the thread that trains. */
@FunctionalInterface
public interface StepFollower {
  /**
   * A step is done.
   *
   * @param step number of steps that are done
   * @param steps number of all steps of the training
   * @param loss before the step
   */
  void step(long step, long steps, double loss);
}
