package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.LineKernel;
import convspectrum.executor.vector.step.Memory;

/**
 * A line of values on its way through registers: in pieces that are short enough to be summed in
 * float32, with a register of sums for each, and two numbers that passes take.
 *
 * @param length elements of a line
 * @param pieces of a line
 * @param registers of a piece
 */
public record Scratch(int length, int pieces, int registers, Lanes lanes) {
  private static final int MOST_REGISTERS = 256;

  /** For lines of so many elements. */
  public static Scratch of(int length, Lanes lanes) {
    int registers = Math.ceilDiv(length, lanes.count());
    int pieces = Math.ceilDiv(registers, MOST_REGISTERS);
    return new Scratch(length, pieces, Math.ceilDiv(registers, pieces), lanes);
  }

  int piece() {
    return registers * lanes.count();
  }

  /** Elements of all pieces, with those after the line's end. */
  int padded() {
    return pieces * piece();
  }

  /** From the start of the line to the two numbers. */
  int numbers() {
    return Math.ceilDiv(padded(), Memory.ALIGNMENT) * Memory.ALIGNMENT;
  }

  /** From the start of the line to the registers of sums. */
  int sums() {
    return numbers() + LineKernel.SUMS;
  }

  int sumsLength() {
    return pieces * lanes.count();
  }

  /** What one thread needs. */
  public int size() {
    return Math.ceilDiv(sums() + sumsLength(), Memory.ALIGNMENT) * Memory.ALIGNMENT;
  }
}
