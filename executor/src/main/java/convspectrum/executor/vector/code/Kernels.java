package convspectrum.executor.vector.code;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Kernels made before, by what they were made of. Programs hold the kernels that they use; what is
 * dropped here and used by none is unloaded.
 */
final class Kernels {
  /** Some more than the kernels of two large networks. */
  private static final int MOST = 512;

  private static final Map<Record, Kernel> MADE = new LinkedHashMap<>(16, 0.75f, true);

  private Kernels() {}

  /** The kernel of this key, made if it was not before. */
  static synchronized Kernel of(Record key, Supplier<Kernel> maker) {
    Kernel kernel = MADE.get(key);
    if (kernel == null) {
      kernel = maker.get();
      MADE.put(key, kernel);
      if (MADE.size() > MOST) {
        MADE.remove(MADE.keySet().iterator().next());
      }
    }
    return kernel;
  }
}
