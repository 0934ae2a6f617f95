package convspectrum.executor.measure.host;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;

/**
 * Memory that nobody uses, taken before a program is compiled and held as long as the program: what
 * the program takes then lies elsewhere than the last time. An allocator gives out again what was
 * just returned to it, so that without this programs come to lie where they lay before.
 */
final class Displacement implements AutoCloseable {
  /** Pages of 4 KiB: enough for every set of a cache that physical addresses choose. */
  private static final int MOST_NATIVE_BYTES = 1 << 20;

  /** Rather more than a page, so that arrays begin anywhere in a line of the cache. */
  private static final int MOST_HEAP_BYTES = 1 << 13;

  private final Arena arena = Arena.ofShared();

  @SuppressWarnings("UnusedVariable") // held, and never read
  private final byte[] heap;

  private Displacement(int nativeBytes, int heapBytes) {
    arena.allocate(nativeBytes);
    heap = new byte[heapBytes];
  }

  /** Of sizes by chance. */
  static Displacement random(SplittableRandom random) {
    return new Displacement(
        1 + random.nextInt(MOST_NATIVE_BYTES), 1 + random.nextInt(MOST_HEAP_BYTES));
  }

  @Override
  public void close() {
    arena.close();
  }
}
