package convspectrum.executor.measure.host;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;

/**
 * Unused memory that is allocated before a program is compiled and held as long as the program, so
 * that the program's own memory gets another position than the last time. Otherwise an allocator
 * reuses the memory that was just freed, and programs return to their old positions.
 *
 * <p>One block is not enough: an allocator such as that of glibc maps large blocks (above 128 KiB)
 * apart from its heap, and serves small ones from lists of their size. Hence there is one large
 * block, which moves what is mapped, and there are many small ones of all sizes, which move what
 * lies on the heap and use up the lists.
 */
final class Displacement implements AutoCloseable {
  /** Pages of 4 KiB: enough for every set of a cache that physical addresses select. */
  private static final int MOST_NATIVE_BYTES = 1 << 20;

  /** Most small native blocks; with the sizes below, 16 of them hold about 45 KiB. */
  private static final int MOST_SMALL_BLOCKS = 32;

  /** Sizes of small blocks are spread evenly over the powers of two up to this one, 32 KiB. */
  private static final int MOST_SMALL_BITS = 15;

  /** Slightly more than a page, so that arrays start anywhere in a cache line. */
  private static final int MOST_HEAP_BYTES = 1 << 13;

  private final Arena arena = Arena.ofShared();

  @SuppressWarnings("UnusedVariable") // held, and never read
  private final byte[] heap;

  private Displacement(SplittableRandom random) {
    arena.allocate(1 + random.nextInt(MOST_NATIVE_BYTES));
    for (int left = random.nextInt(MOST_SMALL_BLOCKS + 1); left > 0; left--) {
      arena.allocate(1 + random.nextInt(1 << (4 + random.nextInt(MOST_SMALL_BITS - 3))));
    }
    heap = new byte[1 + random.nextInt(MOST_HEAP_BYTES)];
  }

  /** Allocates blocks of random number and size. */
  static Displacement random(SplittableRandom random) {
    return new Displacement(random);
  }

  @Override
  public void close() {
    arena.close();
  }
}
