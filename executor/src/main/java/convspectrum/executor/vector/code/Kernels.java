package convspectrum.executor.vector.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A cache of generated kernels by their parameters. Programs hold the kernels that they use; a
 * kernel that is dropped here and that no program uses is unloaded.
 */
public final class Kernels {
  /**
   * Largest number of kept kernels: what some dozen designs of a space need that are timed
   * together.
   */
  static final int MOST = 2048;

  /** Number of calls of each kernel in one pass over all kernels. */
  private static final int CALLS = 200;

  /** Fewest passes, so that every tier of the compiler gets enough calls. */
  private static final int FEWEST_PASSES = 6;

  private static final int MOST_PASSES = 40;

  /** Passes end when no kernel becomes faster by this factor. */
  private static final double FASTER = 1.5;

  private static final int SCRATCH = 1 << 22;

  private static final Map<Record, Made> MADE = new LinkedHashMap<>(16, 0.75f, true);

  /** A kernel with a mark whether it was warmed up. */
  private static final class Made {
    final Kernel kernel;
    boolean warm;

    Made(Kernel kernel) {
      this.kernel = kernel;
    }
  }

  private Kernels() {}

  /** Returns the kernel of this key, and makes it if it does not exist yet. */
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
   * Runs every kernel made since the last call, on a few values and often enough to be compiled.
   * Otherwise the first pass of a network would interpret it on all data, a thousand times slower,
   * and its loops would be compiled twice.
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

  /** Time of the fastest of some calls; 0 if strides exceed the scratch and it warms up in use. */
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
