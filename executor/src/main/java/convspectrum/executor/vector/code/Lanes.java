package convspectrum.executor.vector.code;

import convspectrum.executor.machine.VectorApi;

/**
 * The registers that kernels are written for.
 *
 * @param count float32 values in a register: 4, 8 or 16 with the Vector API; 1 for plain Java, on
 *     any machine
 * @param registers how many there are: 16 or 32
 */
public record Lanes(int count, int registers) {
  /** Plain Java: one value at a time. */
  public static final Lanes SCALAR = new Lanes(1);

  public Lanes {
    if (count != 1 && count != 4 && count != 8 && count != 16) {
      throw new IllegalArgumentException(count + " lanes; expected 1, 4, 8 or 16");
    }
    if (registers != 16 && registers != 32) {
      throw new IllegalArgumentException(registers + " registers; expected 16 or 32");
    }
  }

  /** Registers of this width on this machine. AVX-512 has 32 of every width, and so has NEON. */
  public Lanes(int count) {
    this(
        count,
        count == 16
                || VectorApi.preferredFloatLanes() == 16
                || System.getProperty("os.arch", "").equals("aarch64")
            ? 32
            : 16);
  }

  /** The widest of this machine: the Vector API's choice where its module is there, else scalar. */
  public static Lanes preferred() {
    int lanes = VectorApi.preferredFloatLanes();
    return lanes >= 4 && lanes <= 16 ? new Lanes(lanes) : SCALAR;
  }

  /** As many registers of half the width. */
  public Lanes half() {
    return new Lanes(count / 2, registers);
  }

  /** {@code size} rounded up to whole registers. */
  public int roundUp(int size) {
    return Math.multiplyExact(Math.ceilDiv(size, count), count);
  }

  /** Whether kernels are plain Java. */
  public boolean scalar() {
    return count == 1;
  }
}
