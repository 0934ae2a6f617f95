package convspectrum.executor.vector.code;

/**
 * A tile of sums that a loop of multiply-adds keeps in registers: {@code pixels} inputs times
 * {@code vectors} registers of weights. Only this class knows which tiles the just-in-time compiler
 * keeps in registers; a tile that spills one sum runs at a third of the speed.
 *
 * <p>The compiler schedules every load of a loop body before the first multiply-add, so that a tile
 * of P pixels by V vectors has P·V + V + P live registers where P·V + V + 1 would be enough. If 16
 * registers cannot hold that, a <em>fence</em> helps: after some pixels, one sum is stored to its
 * place in the output, which is written again at the end. The compiler does not move a load over
 * the store of a float, so that only the inputs between two fences are live. With 32 registers it
 * keeps up to 24 sums without a fence; with three vectors, seven pixels. This was measured with JDK
 * 25 on AVX2 and AVX-512: see docs/design/006, and {@code bench/tiles.sh}, which measures it again.
 *
 * @param pixels inputs of the tile
 * @param vectors registers of weights
 * @param fence number of pixels after which a sum is stored; {@code pixels} if there is no fence
 */
public record RegisterTile(int pixels, int vectors, int fence) {
  /** Of 16 registers, the number that the compiler does not need for itself. */
  private static final int FREE_OF_16 = 15;

  /** Number of sums that the compiler keeps in 32 registers. */
  private static final int SUMS_OF_32 = 24;

  private static final int MOST_PIXELS_OF_32 = 12;

  /** Three vectors by eight pixels spill, although they are only 24 sums. */
  private static final int MOST_PIXELS_BY_THREE = 7;

  /** Multiply-adds in flight: two pipes with a latency of four cycles each. */
  private static final int IN_FLIGHT = 8;

  /** Cost of one loop iteration beside its multiply-adds, in multiply-adds. */
  private static final double OVERHEAD = 0.8;

  public RegisterTile {
    if (pixels < 1 || vectors < 1 || fence < 1 || fence > pixels) {
      throw new IllegalArgumentException(
          "a tile of %d pixels by %d vectors with a fence after %d; expected at least 1 of each"
              .formatted(pixels, vectors, fence));
    }
  }

  /** Creates the tile, with a fence if these registers need one. */
  public static RegisterTile of(int pixels, int vectors, Lanes lanes) {
    return new RegisterTile(pixels, vectors, fence(pixels, vectors, lanes));
  }

  /** The largest number of pixels whose sums these registers hold; at least 1. */
  public static int mostPixels(int vectors, Lanes lanes) {
    if (lanes.registers() > 16) {
      int most = Math.min(SUMS_OF_32 / vectors, MOST_PIXELS_OF_32);
      return Math.max(1, vectors == 3 ? Math.min(most, MOST_PIXELS_BY_THREE) : most);
    }
    if (vectors == 1) {
      return IN_FLIGHT - 1; // each further pixel is a further load, and a cycle has two
    }
    if (vectors > 3) {
      return 1; // two pixels by four vectors reach four fifths of the peak, other tiles more
    }
    return Math.max(1, (FREE_OF_16 - 1 - vectors) / vectors);
  }

  /** Number of registers that a loop may keep live: the compiler needs one for itself. */
  public static int free(Lanes lanes) {
    return lanes.registers() - 1;
  }

  private static int fence(int pixels, int vectors, Lanes lanes) {
    int sums = pixels * vectors;
    if (lanes.registers() > 16 || pixels == 1 || vectors == 1) {
      return pixels;
    }
    if (sums < IN_FLIGHT && sums + 2 * (vectors + pixels) > FREE_OF_16) {
      return 1; // so short a loop is unrolled twice, with all loads first
    }
    if (sums + vectors + pixels <= FREE_OF_16) {
      return pixels;
    }
    int live = Math.max(1, FREE_OF_16 + 1 - sums - vectors);
    return Math.ceilDiv(pixels, Math.ceilDiv(pixels, live)); // groups of nearly equal size
  }

  /** The name of a kernel of this tile, for profiles and compiler options. */
  public String name(String kernel) {
    return kernel + pixels + "x" + vectors;
  }

  /** Whether a sum is stored after {@code done} pixels. */
  public boolean fenced(int done) {
    return done % fence == 0 && done < pixels;
  }

  /**
   * Time of one loop iteration, in multiply-adds of a core that does two of them and two loads per
   * cycle: the largest of their number, the number of loads and the latency of the pipes.
   */
  public double cost() {
    return OVERHEAD + Math.max(Math.max(pixels * vectors, pixels + vectors), IN_FLIGHT);
  }
}
