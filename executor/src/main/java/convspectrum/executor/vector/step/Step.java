package convspectrum.executor.vector.step;

/** A piece of work between two barriers of the team. */
@FunctionalInterface
public interface Step {
  /**
   * Does one share of the work. Shares write to different positions and may run at the same time.
   *
   * @param memory the arena and the weights
   * @param part number of the share, from 0
   * @param parts number of shares
   */
  void run(Memory memory, int part, int parts);
}
