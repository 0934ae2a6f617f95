package convspectrum.executor.vector.step;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.spec.graph.Window;

/**
 * Pixels by registers of output channels that a kernel keeps in registers.
 *
 * @param pixels at most so many neighbouring outputs
 * @param vectors at most so many registers of channels
 */
public record GemmTile(int pixels, int vectors) {
  /** As many sums as there are registers for, beside the weights and one input. */
  static GemmTile of(int width, Lanes lanes, Window window) {
    int registers = lanes.registers();
    if (width == 1) {
      return new GemmTile(1, registers > 16 ? 8 : 4);
    }
    int vectors = width <= 7 ? 3 : 2;
    int pixels = (registers - 1 - vectors) / vectors;
    int most = registers > 16 ? 12 : 6; // one more and the compiler spills
    if (width % 8 == 0 && width >= 56) {
      most = Math.min(most, 8);
    }
    return new GemmTile(Math.clamp(pixels, 1, most), vectors);
  }
}
