package convspectrum.executor.machine;

/** The two loops that find what a core can do at most: multiply-adds in registers, and reading. */
interface PeakKernels {
  /** How the loops are written, for the record. */
  String method();

  /** Does independent multiply-adds for a few hundred microseconds; the result is meaningless. */
  float multiplyAdd();

  /** Floating-point operations of one call of {@link #multiplyAdd}: two per multiply-add. */
  long flops();

  /** Reads all of an array of equal elements; the result is meaningless. */
  int read(int[] data);

  /**
   * The best that this Java virtual machine has: the Vector API if its module was added on the
   * command line, else loops that the compiler vectorises by itself.
   *
   * @param fused whether the CPU has fused multiply-add; Java emulates it slowly where it has not
   */
  static PeakKernels choose(boolean fused) {
    boolean vectorApi = VectorApi.present();
    return vectorApi && fused ? new VectorPeakKernels() : new PlainPeakKernels(fused);
  }
}
