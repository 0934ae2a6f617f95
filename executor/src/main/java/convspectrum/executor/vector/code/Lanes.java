package convspectrum.executor.vector.code;

import convspectrum.executor.machine.VectorApi;

/**
 * How many float32 values one register of a kernel holds.
 *
 * @param count 4, 8 or 16 with the Vector API; 1 for plain Java, on any machine
 */
public record Lanes(int count) {
  /** Plain Java: one value at a time. */
  public static final Lanes SCALAR = new Lanes(1);

  public Lanes {
    if (count != 1 && count != 4 && count != 8 && count != 16) {
      throw new IllegalArgumentException(count + " lanes; expected 1, 4, 8 or 16");
    }
  }

  /** The widest of this machine: the Vector API's choice where its module is there, else scalar. */
  public static Lanes preferred() {
    int lanes = VectorApi.preferredFloatLanes();
    return lanes >= 4 && lanes <= 16 ? new Lanes(lanes) : SCALAR;
  }

  /** {@code size} rounded up to whole registers. */
  public int roundUp(int size) {
    return Math.multiplyExact(Math.ceilDiv(size, count), count);
  }

  /**
   * Registers that a kernel may use: 32 with AVX-512 (of any width) and NEON, else 16, one of each
   * kept for what the compiler needs in between.
   */
  public int registers() {
    boolean many =
        count == 16
            || VectorApi.preferredFloatLanes() == 16
            || System.getProperty("os.arch", "").equals("aarch64");
    return many ? 31 : 15;
  }

  /** Whether kernels are plain Java. */
  public boolean scalar() {
    return count == 1;
  }
}
