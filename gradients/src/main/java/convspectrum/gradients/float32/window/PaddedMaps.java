package convspectrum.gradients.float32.window;

import java.util.HashMap;
import java.util.Map;

/** The maps of a program, of which rules that run one after another share those of one extent. */
public final class PaddedMaps {
  private final Map<Key, PaddedMap> maps = new HashMap<>();

  private record Key(PaddedMap.Extent extent, boolean gradient) {}

  /** The map of an extent; that of a gradient is never the same as that of a value. */
  public PaddedMap of(PaddedMap.Extent extent, boolean gradient) {
    return maps.computeIfAbsent(new Key(extent, gradient), key -> new PaddedMap(key.extent));
  }
}
