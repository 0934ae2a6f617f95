package convspectrum.executor.vector.step;

import convspectrum.executor.vector.code.Kernel;
import convspectrum.executor.vector.code.Lanes;
import convspectrum.executor.vector.layout.FeatureMap;
import org.jspecify.annotations.Nullable;

/** The activation of rows that were just stored, if its code is too long for their kernel. */
public final class Finish {
  private static final int[] NO_TABLE = {};

  private final @Nullable Kernel kernel;
  private final int width;

  private Finish(@Nullable Kernel kernel, int width) {
    this.kernel = kernel;
    this.width = width;
  }

  public static Finish of(Ending ending, FeatureMap out, Lanes lanes) {
    return new Finish(ending.afterRow(out, lanes).orElse(null), out.width());
  }

  /** Applies it to some registers of channels of the pixels of a row. */
  public void row(Memory memory, int start, int registers) {
    pixels(memory, start, width, registers);
  }

  /** Applies it to some registers of channels of neighbouring pixels. */
  public void pixels(Memory memory, int start, int count, int registers) {
    if (kernel != null) {
      kernel.run(
          memory.values(), start, start, 0, memory.weights(), 0, 0, NO_TABLE, count, registers);
    }
  }
}
