package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.VectorApi;
import java.util.List;

/** The loops that measure the peak of a core: multiply-adds in registers, and reading. */
interface PeakKernels {
  /**
   * Operations on registers per nanosecond that every compiled loop reaches. An interpreted loop
   * does a twentieth of a multiply-add, since each creates objects; a core of 1 GHz that starts one
   * every two cycles does half of one.
   */
  double LEAST_PER_NANOSECOND = 0.25;

  /** Describes how the loops are written, for the record. */
  String method();

  /** Width of the registers that the loops use, in bits; 0 where the compiler chooses it. */
  int bits();

  /** Whether each multiply-add is one instruction. */
  boolean fused();

  /**
   * The loops of multiply-adds: the fastest counts, since CPUs differ in how many are in flight.
   */
  List<MultiplyAdds> multiplyAdds();

  /** The loops that read. The fastest one counts, because CPUs prefetch in different ways. */
  List<Read> reads();

  /** Rate in FLOP per nanosecond below which {@link #multiplyAdds} are not compiled. */
  default double leastFlops() {
    return LEAST_PER_NANOSECOND * 2 * lanes();
  }

  /**
   * Rate in bytes per nanosecond from the first-level cache below which {@link #reads} are not
   * compiled.
   */
  default double leastBytes() {
    return LEAST_PER_NANOSECOND * Float.BYTES * lanes();
  }

  private int lanes() {
    return Math.max(1, bits() / Float.SIZE);
  }

  /** A loop of independent multiply-adds that takes some microseconds. */
  interface MultiplyAdds {
    /** Runs the loop; the result has no meaning. */
    float once();

    /** Floating-point operations of one call: two per multiply-add. */
    long flops();
  }

  /** A loop that reads memory. */
  interface Read {
    /**
     * Reads a part of an array {@code passes} times; the result has no meaning.
     *
     * @param from index of the first element, at the start of a cache line
     * @param to index after the last element
     */
    int read(int[] data, int from, int to, int passes);
  }

  /**
   * Chooses the best loops for this Java virtual machine: the Vector API if its module was added on
   * the command line, else loops that the compiler vectorises.
   *
   * @param fused whether there is a fused multiply-add; Java emulates it slowly where there is none
   */
  static PeakKernels choose(boolean fused) {
    return VectorApi.present() ? new VectorPeakKernels(fused) : new PlainPeakKernels(fused);
  }
}
