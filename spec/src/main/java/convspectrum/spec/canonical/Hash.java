package convspectrum.spec.canonical;

import convspectrum.spec.graph.Padding;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.Window;

/**
 * 64-bit hashing that is the same in every process, unlike {@code Object.hashCode} of enums. The
 * finaliser is that of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
 */
final class Hash {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Hash() {}

  static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Depends on the order of its arguments. */
  static long combine(long hash, long value) {
    return mix(hash * 31 + mix(value));
  }

  static long of(String text) {
    return mix(text.hashCode());
  }

  static long combine(long hash, double value) {
    return combine(hash, Double.doubleToLongBits(value));
  }

  static long combine(long hash, boolean value) {
    return combine(hash, value ? 1L : 2L);
  }

  static long combine(long hash, Shape shape) {
    long result = combine(hash, shape.rank());
    for (int axis = 0; axis < shape.rank(); axis++) {
      result = combine(result, shape.dim(axis));
    }
    return result;
  }

  static long combine(long hash, Padding padding) {
    long result = combine(hash, padding.top());
    result = combine(result, padding.left());
    result = combine(result, padding.bottom());
    return combine(result, padding.right());
  }

  /** Steps between taps do not matter where there is only one tap. */
  static long combine(long hash, Window window) {
    long result = combine(hash, window.kernelHeight());
    result = combine(result, window.kernelWidth());
    result = combine(result, window.strideHeight());
    result = combine(result, window.strideWidth());
    result = combine(result, window.kernelHeight() == 1 ? 1 : window.dilationHeight());
    result = combine(result, window.kernelWidth() == 1 ? 1 : window.dilationWidth());
    return combine(result, window.padding());
  }
}
