package convspectrum.executor.vector.code;

import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.machine.VectorApi;

/**
 * The registers that kernels are written for.
 *
 * @param count values in a register: 4, 8 or 16 of float32 with the Vector API, 2, 4 or 8 of
 *     float64; 1 for plain Java, on any machine
 * @param registers how many there are: 16 or 32
 * @param fused whether a multiply-add is one instruction; else it is a multiplication and an
 *     addition. Always false for plain Java
 */
public record Lanes(int count, int registers, boolean fused) {
  /** Plain Java: one value at a time. */
  public static final Lanes SCALAR = new Lanes(1);

  public Lanes {
    if (count < 1 || count > 16 || Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException(count + " lanes; expected 1, 2, 4, 8 or 16");
    }
    if (registers != 16 && registers != 32) {
      throw new IllegalArgumentException(registers + " registers; expected 16 or 32");
    }
    fused &= count > 1;
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

  /** So many registers, with this machine's multiply-add. */
  public Lanes(int count, int registers) {
    this(count, registers, count > 1 && FusedMultiplyAdd.isCompiled());
  }

  /** The widest of this machine: the Vector API's choice where its module is there, else scalar. */
  public static Lanes preferred() {
    int lanes = VectorApi.preferredFloatLanes();
    return lanes >= 4 && lanes <= 16 ? new Lanes(lanes) : SCALAR;
  }

  /** As many registers of half the width. */
  public Lanes half() {
    return new Lanes(count / 2, registers, fused);
  }

  /** {@code size} rounded up to whole registers. */
  public int roundUp(int size) {
    return Math.multiplyExact(Math.ceilDiv(size, count), count);
  }

  /** Whether kernels are plain Java. */
  public boolean scalar() {
    return count == 1;
  }

  /** What is used, and why where it is not the best that there is. */
  public String description() {
    if (scalar()) {
      return "plain Java, a value at a time: "
          + (VectorApi.present()
              ? "Java compiles no vectors of four lanes or more here"
              : "Java runs without the module " + VectorApi.MODULE);
    }
    return "vectors of %d lanes (%d bits), %d registers, %s"
        .formatted(
            count,
            count * Float.SIZE,
            registers,
            fused ? "fused multiply-add" : "multiply and add apart: no FMA instruction");
  }
}
