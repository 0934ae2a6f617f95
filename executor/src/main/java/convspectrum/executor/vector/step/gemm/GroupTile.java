package convspectrum.executor.vector.step.gemm;

import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.code.RegisterTile;
import convspectrum.executor.vector.kernel.InterleavedKernel;
import convspectrum.executor.vector.kernel.InterleavedKernel.Use;
import convspectrum.spec.graph.Window;

/**
 * The tile of {@link InterleavedKernel} that fits the registers.
 *
 * @param use values that stay in registers beside the sums
 * @param outputs number of channels of a group, which share the loaded inputs
 * @param columns largest number of pixels
 */
record GroupTile(Use use, int outputs, int columns) {
  private static final int MOST_COLUMNS = 14;

  /** Fewest columns with 16 registers; with fewer sums the pipes are not full. */
  private static final int LEAST_COLUMNS = 3;

  /**
   * Returns the tile for groups of {@code outputs} output channels.
   *
   * <p>With 32 registers all weights stay in registers, those of two outputs if their taps leave
   * two thirds of the registers for sums. With 16, the weights or inputs that the compiler loads
   * ahead would push sums out. A store therefore separates them, and the values between two stores
   * stay: the inputs of two outputs. If their columns are too many, only sums stay.
   */
  static GroupTile of(int outputs, Window window, Lanes lanes) {
    int taps = window.kernelWidth();
    int free = RegisterTile.free(lanes);
    if (lanes.registers() > 16) {
      int together = outputs >= 2 && 2 * taps <= free / 3 ? 2 : 1;
      int columns = (free - together * taps - 1) / together;
      return new GroupTile(Use.WEIGHTS_HELD, together, Math.clamp(columns, 1, MOST_COLUMNS));
    }
    int together = Math.min(outputs, 2);
    int columns = columnsHeld(together, window, free);
    return columns >= LEAST_COLUMNS && together == 2
        ? new GroupTile(Use.INPUTS_HELD, together, columns)
        : new GroupTile(Use.FROM_MEMORY, together, (free - 1) / together);
  }

  /** The largest number of columns whose sums and inputs fit beside one weight. */
  private static int columnsHeld(int outputs, Window window, int free) {
    int columns = 0;
    while (outputs * (columns + 1) + inputs(columns + 1, window) + 1 <= free) {
      columns++;
    }
    return columns;
  }

  private static int inputs(int columns, Window window) {
    return InterleavedKernel.inputColumns(
        columns, window.kernelWidth(), window.strideWidth(), window.dilationWidth());
  }
}
