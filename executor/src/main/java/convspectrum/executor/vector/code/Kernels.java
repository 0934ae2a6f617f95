package convspectrum.executor.vector.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Kernels made before, by what they were made of. Programs hold the kernels that they use; what is
 * dropped here and used by none is unloaded.
 */
public final class Kernels {
  /** Some more than the kernels of two large networks. */
  private static final int MOST = 512;

  /** Calls of each kernel in a pass over all of them. */
  private static final int CALLS = 200;

  /** Enough calls for every tier of the compiler. */
  private static final int FEWEST_PASSES = 6;

  private static final int MOST_PASSES = 40;

  /** A pass without a kernel that got faster by this factor is calm. */
  private static final double FASTER = 1.5;

  private static final int SCRATCH = 1 << 22;

  private static final Map<Record, Made> MADE = new LinkedHashMap<>(16, 0.75f, true);

  /** A kernel, and whether it was warmed up. */
  private static final class Made {
    final Kernel kernel;
    boolean warm;

    Made(Kernel kernel) {
      this.kernel = kernel;
    }
  }

  private Kernels() {}

  /** The kernel of this key, made if it was not before. */
  public static synchronized Kernel of(Record key, Supplier<Kernel> maker) {
    Made made = MADE.get(key);
    if (made == null) {
      made = new Made(maker.get());
      MADE.put(key, made);
      if (MADE.size() > MOST) {
        MADE.remove(MADE.keySet().iterator().next());
      }
    }
    return made.kernel;
  }

  /**
   * Runs every kernel that was made since the last call, on a few values and often enough to be
   * compiled. In a network it would be interpreted on all of its data first, a thousand times
   * slower, and its loops compiled twice.
   */
  public static void warmUp() {
    List<Kernel> cold = new ArrayList<>();
    synchronized (Kernels.class) {
      for (Made made : MADE.values()) {
        if (!made.warm) {
          made.warm = true;
          cold.add(made.kernel);
        }
      }
    }
    if (cold.isEmpty()) {
      return;
    }
    float[] values = new float[SCRATCH];
    float[] weights = new float[SCRATCH];
    int[] table = {0, 8, 0, 8};
    int middle = SCRATCH / 2;
    long[] best = new long[cold.size()];
    Arrays.fill(best, Long.MAX_VALUE);
    int calm = 0;
    for (int pass = 0; pass < MOST_PASSES && (pass < FEWEST_PASSES || calm < 3); pass++) {
      calm++;
      for (int i = 0; i < best.length; i++) {
        long now = fastest(cold.get(i), values, weights, table, middle);
        if (now * FASTER < best[i]) {
          calm = 0;
        }
        best[i] = Math.min(best[i], now);
      }
    }
  }

  /** The fastest of some calls; 0 where strides exceed the scratch, and it warms up in use. */
  private static long fastest(
      Kernel kernel, float[] values, float[] weights, int[] table, int middle) {
    long fastest = Long.MAX_VALUE;
    try {
      for (int i = 0; i < CALLS; i++) {
        long start = System.nanoTime();
        kernel.run(values, middle, middle, middle, weights, 0, 0, table, 2, 2);
        fastest = Math.min(fastest, System.nanoTime() - start);
      }
    } catch (IndexOutOfBoundsException e) {
      return 0;
    }
    return fastest;
  }
}
