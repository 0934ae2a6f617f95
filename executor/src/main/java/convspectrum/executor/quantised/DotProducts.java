package convspectrum.executor.quantised;

import convspectrum.executor.machine.Machine;

/** How this CPU adds products of 8-bit integers. */
final class DotProducts {
  private DotProducts() {}

  /** Read once, when it is asked for. */
  private static final class OfThisMachine {
    static final boolean IN_32_BITS = Machine.read().processor().addsByteProductsIn32Bits();
  }

  /** Whether it adds them in 32 bits, so that no sum saturates on the way. */
  static boolean add32Bits() {
    return OfThisMachine.IN_32_BITS;
  }
}
