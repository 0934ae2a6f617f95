package convspectrum.executor.measure.host;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;

/**
 * Unused memory that is allocated before a program is compiled and held as long as the program, so
 * that the program's own memory gets another position than the last time. Otherwise an allocator
 * reuses the memory that was just freed, and programs return to their old positions.
 */
final class Displacement implements AutoCloseable {
  /** Pages of 4 KiB: enough for every set of a cache that physical addresses select. */
  private static final int MOST_NATIVE_BYTES = 1 << 20;

  /** Slightly more than a page, so that arrays start anywhere in a cache line. */
  private static final int MOST_HEAP_BYTES = 1 << 13;

  private final Arena arena = Arena.ofShared();

  @SuppressWarnings("UnusedVariable") // held, and never read
  private final byte[] heap;

  private Displacement(int nativeBytes, int heapBytes) {
    arena.allocate(nativeBytes);
    heap = new byte[heapBytes];
  }

  /** Allocates blocks of random size. */
  static Displacement random(SplittableRandom random) {
    return new Displacement(
        1 + random.nextInt(MOST_NATIVE_BYTES), 1 + random.nextInt(MOST_HEAP_BYTES));
  }

  @Override
  public void close() {
    arena.close();
  }
}
