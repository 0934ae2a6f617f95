package convspectrum.executor.vector.code;

import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.machine.VectorApi;

/**
 * Describes the registers that kernels are generated for.
 *
 * @param count values in a register: 4, 8 or 16 of float32 with the Vector API, 2, 4 or 8 of
 *     float64; 1 for plain Java on any machine
 * @param registers number of registers: 16 or 32
 * @param fused whether a multiply-add is one instruction; otherwise it is a multiplication and an
 *     addition. It is always false for plain Java
 */
public record Lanes(int count, int registers, boolean fused) {
  /** Plain Java, with one value in a register. */
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

  /** Creates registers of this width. AVX-512 has 32 registers of every width, and so has NEON. */
  public Lanes(int count) {
    this(
        count,
        count == 16
                || VectorApi.preferredFloatLanes() == 16
                || System.getProperty("os.arch", "").equals("aarch64")
            ? 32
            : 16);
  }

  /** Creates this number of registers, with this machine's multiply-add. */
  public Lanes(int count, int registers) {
    this(count, registers, count > 1 && FusedMultiplyAdd.isCompiled());
  }

  /** The widest registers that the Vector API prefers here; scalar without its module. */
  public static Lanes preferred() {
    int lanes = VectorApi.preferredFloatLanes();
    return lanes >= 4 && lanes <= 16 ? new Lanes(lanes) : SCALAR;
  }

  /** Returns the same number of registers of half the width. */
  public Lanes half() {
    return new Lanes(count / 2, registers, fused);
  }

  /** Rounds {@code size} up to whole registers. */
  public int roundUp(int size) {
    return Math.multiplyExact(Math.ceilDiv(size, count), count);
  }

  /** Whether kernels are plain Java. */
  public boolean scalar() {
    return count == 1;
  }

  /** Describes the registers and, if they are not the best available, the reason. */
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
