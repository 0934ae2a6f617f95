package convspectrum.executor.vector.step;

import convspectrum.executor.vector.layout.FeatureMap;
import convspectrum.spec.graph.Op;
import java.util.Optional;

/**
 * What happens to a sum before it is stored.
 *
 * @param other added to it, in the order of the output
 * @param activation applied last
 */
public record Ending(Optional<FeatureMap> other, Optional<Op.Activation> activation) {
  /** Nothing. */
  public static final Ending NONE = new Ending(Optional.empty(), Optional.empty());

  int otherPixel() {
    return other.map(FeatureMap::pixel).orElse(0);
  }

  int otherAt(int n, int y, int x) {
    return other.isPresent() ? other.get().at(n, y, x) : 0;
  }
}
