package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.VectorApi;
import java.util.List;

/** The loops that find what a core can do at most: multiply-adds in registers, and reading. */
interface PeakKernels {
  /**
   * Operations on registers in a nanosecond that every compiled loop reaches. One that is
   * interpreted does a twentieth of a multiply-add, since each makes objects; a core of 1 GHz that
   * begins one in two cycles does half of one.
   */
  double LEAST_PER_NANOSECOND = 0.25;

  /** How the loops are written, for the record. */
  String method();

  /** Width of the registers that they ask for in bits; 0 where that is left to the compiler. */
  int bits();

  /** Whether multiply-adds are one instruction each. */
  boolean fused();

  /**
   * The loops of multiply-adds: the fastest counts, since CPUs differ in how many are in flight.
   */
  List<MultiplyAdds> multiplyAdds();

  /** The loops that read: the fastest counts, since CPUs fetch ahead in different ways. */
  List<Read> reads();

  /** The rate below which {@link #multiplyAdds} are not compiled, in FLOP a nanosecond. */
  default double leastFlops() {
    return LEAST_PER_NANOSECOND * 2 * lanes();
  }

  /**
   * The rate below which {@link #reads} are not compiled, in bytes a nanosecond from the first
   * cache.
   */
  default double leastBytes() {
    return LEAST_PER_NANOSECOND * Float.BYTES * lanes();
  }

  private int lanes() {
    return Math.max(1, bits() / Float.SIZE);
  }

  /** Independent multiply-adds for some microseconds. */
  interface MultiplyAdds {
    /** Does them; the result is meaningless. */
    float once();

    /** Floating-point operations of one call: two per multiply-add. */
    long flops();
  }

  /** Reading of memory. */
  interface Read {
    /**
     * Reads a part of an array, as many times as there are passes; the result is meaningless.
     *
     * @param from the first element, on a cache line
     * @param to behind the last
     */
    int read(int[] data, int from, int to, int passes);
  }

  /**
   * The best that this Java virtual machine has: the Vector API if its module was added on the
   * command line, else loops that the compiler vectorises by itself.
   *
   * @param fused whether there is a fused multiply-add; Java emulates it slowly where there is none
   */
  static PeakKernels choose(boolean fused) {
    return VectorApi.present() ? new VectorPeakKernels(fused) : new PlainPeakKernels(fused);
  }
}
