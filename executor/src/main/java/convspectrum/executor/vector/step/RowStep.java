package convspectrum.executor.vector.step;

/** Work that can be done for some rows of the output at a time, with all their channels. */
public interface RowStep extends Step {
  /**
   * Computes rows.
   *
   * @param memory the arena and the weights
   * @param n number of the picture in the batch
   * @param from first row
   * @param to end of the rows, exclusive
   * @param inShift offset that is added to the positions of the input
   * @param outShift offset that is added to the positions of the output
   */
  void rows(Memory memory, int n, int from, int to, int inShift, int outShift);
}
