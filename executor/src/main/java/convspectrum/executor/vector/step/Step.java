package convspectrum.executor.vector.step;

/** A piece of work between two meetings of the team. */
@FunctionalInterface
public interface Step {
  /**
   * Does a share of it. Shares write to different places, and may be done at the same time.
   *
   * @param memory what it works on
   * @param part which share, from 0
   * @param parts how many there are
   */
  void run(Memory memory, int part, int parts);
}
