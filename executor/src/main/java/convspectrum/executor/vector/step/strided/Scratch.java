package convspectrum.executor.vector.step.strided;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.kernel.LineKernel;
import convspectrum.executor.vector.step.Memory;

/**
 * Memory for a line while it is processed: pieces that are short enough to be summed in float32, a
 * register of sums for each, and two numbers that are the parameters of passes.
 *
 * @param length number of elements of a line
 * @param pieces number of pieces of a line
 * @param registers number of registers of a piece
 */
public record Scratch(int length, int pieces, int registers, Lanes lanes) {
  private static final int MOST_REGISTERS = 256;

  /** Creates the scratch for lines of this length. */
  public static Scratch of(int length, Lanes lanes) {
    int registers = Math.ceilDiv(length, lanes.count());
    int pieces = Math.ceilDiv(registers, MOST_REGISTERS);
    return new Scratch(length, pieces, Math.ceilDiv(registers, pieces), lanes);
  }

  int piece() {
    return registers * lanes.count();
  }

  /** Number of elements of all pieces, including those after the line's end. */
  int padded() {
    return pieces * piece();
  }

  /** Distance from the start of the line to the two numbers. */
  int numbers() {
    return Math.ceilDiv(padded(), Memory.ALIGNMENT) * Memory.ALIGNMENT;
  }

  /** Distance from the start of the line to the registers of sums. */
  int sums() {
    return numbers() + LineKernel.SUMS;
  }

  int sumsLength() {
    return pieces * lanes.count();
  }

  /** Number of values that one thread needs. */
  public int size() {
    return Math.ceilDiv(sums() + sumsLength(), Memory.ALIGNMENT) * Memory.ALIGNMENT;
  }
}
