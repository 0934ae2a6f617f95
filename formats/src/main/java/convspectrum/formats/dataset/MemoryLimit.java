package convspectrum.formats.dataset;

import convspectrum.spec.fault.SpecException;

/** Images are kept in memory, and must leave some of it for the network. */
final class MemoryLimit {
  private static final long MIB = 1 << 20;

  private MemoryLimit() {}

  /**
   * Refuses images of more bytes than half of the heap.
   *
   * @throws SpecException with both sizes
   */
  static void require(String name, long bytes) {
    long limit = Runtime.getRuntime().maxMemory() / 2;
    if (bytes > limit) {
      throw SpecException.ofFile(
          name,
          "holds %d MiB of images".formatted(Math.ceilDiv(bytes, MIB)),
          "expected at most %d MiB, half of Java's heap; try fewer images, or a larger heap by -Xmx"
              .formatted(limit / MIB));
    }
  }
}
