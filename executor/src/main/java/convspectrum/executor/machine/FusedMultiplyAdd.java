package convspectrum.executor.machine;

/**
 * Tells whether this machine has an instruction for a multiply-add that rounds once (FMA). CPUs
 * from before 2013 have none, and an emulator or an option such as {@code -XX:UseAVX=0} may hide
 * it. Java then computes it with {@code BigDecimal}: correctly, but some thousand times slower than
 * a multiplication and an addition.
 */
public final class FusedMultiplyAdd {
  private static final boolean COMPILED = JvmVectors.read().flags().contains("UseFMA=true");

  private FusedMultiplyAdd() {}

  /**
   * Whether {@link Math#fma} and the Vector API's FMA are compiled to such an instruction. Where
   * the virtual machine does not report this, the answer is no, because a separate multiplication
   * and addition cost little on any machine.
   */
  public static boolean isCompiled() {
    return COMPILED;
  }
}
