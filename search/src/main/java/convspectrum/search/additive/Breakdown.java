package convspectrum.search.additive;

import convspectrum.search.strategy.Encoding;
import java.util.Map;
import java.util.Optional;

/**
 * What a design has at each of its positions, such as the cost of each block.
 *
 * @param <T> the value at a position; equal values are equal by {@code equals}
 */
@FunctionalInterface
public interface Breakdown<T> {
  /**
   * The values of a design by the names of their positions. A position may be missing in some
   * designs. The result depends on the encoding alone.
   *
   * @return empty where the encoding denotes no design, for example since its blocks do not fit
   */
  Optional<Map<String, T>> of(Encoding encoding);
}
