package convspectrum.executor.vector.step;

/** Work that can be done for some rows of the output at a time, all channels of them. */
public interface RowStep extends Step {
  /**
   * Computes rows.
   *
   * @param memory what it works on
   * @param n which picture of the batch
   * @param from first row
   * @param to one more than the last
   * @param inShift added to the places of the input
   * @param outShift added to the places of the output
   */
  void rows(Memory memory, int n, int from, int to, int inShift, int outShift);
}
