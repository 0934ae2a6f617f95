package convspectrum.executor.machine;

/**
 * Whether a multiply-add that rounds once is an instruction of this machine. CPUs before 2013 have
 * none, an emulator or an option such as {@code -XX:UseAVX=0} may hide it, and then Java computes
 * it with {@code BigDecimal}: correct, and some thousand times slower than a multiplication and an
 * addition.
 */
public final class FusedMultiplyAdd {
  private static final boolean COMPILED = JvmVectors.read().flags().contains("UseFMA=true");

  private FusedMultiplyAdd() {}

  /**
   * Whether {@link Math#fma} and the Vector API's are compiled to such an instruction here. Where
   * the virtual machine does not tell they are taken not to be: to multiply and add apart costs
   * little everywhere.
   */
  public static boolean isCompiled() {
    return COMPILED;
  }
}
