package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.probe.PeakKernels.Read;
import convspectrum.executor.machine.probe.ThreadTeam.Work;

/** Work that reads its own array repeatedly, starting at a cache line. */
final class Reading implements Work {
  /** Larger arrays are read in pieces of this size, so that windows end in time. */
  private static final int PIECE_BYTES = 2 << 20;

  /** Smaller arrays are read several times per call, so that reading the clock costs little. */
  private static final int GO_BYTES = 4 << 20;

  private final Read loop;
  private final int[] data;
  private final int length;
  private final int piece;
  private final int passes;
  private int at;

  /**
   * Allocates an array.
   *
   * @param bytes number of bytes to read, a multiple of 4096
   */
  Reading(Read loop, long bytes) {
    this.loop = loop;
    this.length = Math.toIntExact(bytes / Integer.BYTES);
    this.data = new int[length + ArrayAddress.LINE_BYTES / Integer.BYTES];
    this.piece = Math.min(length, PIECE_BYTES / Integer.BYTES);
    this.passes = piece < length ? 1 : Math.max(1, GO_BYTES / Integer.BYTES / length);
    for (int read = 0; read < length; read += piece) {
      once(); // brings the array into the cache if it fits
    }
  }

  @Override
  public double once() {
    int from = ArrayAddress.firstOnALine(data) + at; // it may have moved
    int size = Math.min(piece, length - at);
    ThreadTeam.consume(loop.read(data, from, from + size, passes));
    at = at + size == length ? 0 : at + size;
    return (double) size * Integer.BYTES * passes;
  }
}
