package convspectrum.executor.vector.plan;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.step.winograd.WinogradTiles;
import convspectrum.spec.graph.Node;
import convspectrum.spec.graph.Op;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;

/** The rule that decides which 3×3 convolutions use Winograd's F(4×4, 3×3). */
public enum Winograd {
  /** No convolution uses it. */
  NEVER,
  /** Convolutions for which the estimated time is shorter use it. */
  WHERE_FASTER,
  /** All convolutions that can use it do, for tests. */
  WHERE_POSSIBLE;

  private static final int LEAST_CHANNELS = 16;

  /** Smallest gain, because estimates are rough: a gain of less than a tenth may be a loss. */
  private static final double LEAST_GAIN = 1.1;

  /** Share of the peak that products reach, in a direct convolution and between transforms. */
  private static final double DIRECT_SHARE = 0.95;

  private static final double PRODUCT_SHARE = 0.85;

  /**
   * Multiplications, additions, loads and stores of both transforms, for one register of a tile.
   */
  private static final int TRANSFORM = 400;

  /**
   * Bytes of weights that arrive in the time of one fused multiply-add on a register: 21 GB/s at
   * 3.6 GHz, with one register of 16 lanes per cycle.
   */
  private static final double WEIGHT_BYTES = 6;

  boolean chosen(Node node, int threads, Lanes lanes) {
    return switch (this) {
      case NEVER -> false;
      case WHERE_FASTER ->
          possible(node)
              && estimate(node, threads, lanes) * LEAST_GAIN < directEstimate(node, lanes);
      case WHERE_POSSIBLE -> possible(node);
    };
  }

  private static boolean possible(Node node) {
    if (!(node.op() instanceof Op.Conv conv)) {
      return false;
    }
    Window window = conv.window();
    return conv.groups() == 1
        && window.equals(new Window(3, 3, 1, 1, 1, 1, window.padding()))
        && node.inputShape().channels() >= LEAST_CHANNELS
        && conv.outChannels() >= LEAST_CHANNELS;
  }

  /** The cost in fused multiply-adds on registers: a product per pixel and each of nine taps. */
  private static double directEstimate(Node node, Lanes lanes) {
    Shape out = node.shape();
    double weights = 9.0 * node.inputShape().channels() * registers(out, lanes);
    double pixels = (double) out.batch() * out.height() * out.width();
    return weights * pixels / DIRECT_SHARE + weights * lanes.count() * Float.BYTES / WEIGHT_BYTES;
  }

  /** The cost in the same unit with a product for each of 36 points and each tile. */
  private static double estimate(Node node, int threads, Lanes lanes) {
    Shape out = node.shape();
    int inputs = node.inputShape().channels();
    WinogradTiles tiles = WinogradTiles.of(out, inputs, out.channels(), threads);
    double count = (double) tiles.batch() * tiles.high() * tiles.wide();
    double weights = 36.0 * inputs * registers(out, lanes);
    double transforms =
        TRANSFORM * count * (registers(out, lanes) + registers(node.inputShape(), lanes)) / 2;
    return weights * count / PRODUCT_SHARE
        + transforms
        + weights * lanes.count() * Float.BYTES / WEIGHT_BYTES;
  }

  private static int registers(Shape shape, Lanes lanes) {
    return Math.ceilDiv(shape.channels(), lanes.count());
  }
}
