package convspectrum.gradients.float32.window;

import java.util.HashMap;
import java.util.Map;

/** The maps of a program; rules run one after another and share the maps of equal extent. */
public final class PaddedMaps {
  private final Map<Key, PaddedMap> maps = new HashMap<>();

  private record Key(PaddedMap.Extent extent, boolean gradient) {}

  /** Returns the map of an extent; gradients and values never share a map. */
  public PaddedMap of(PaddedMap.Extent extent, boolean gradient) {
    return maps.computeIfAbsent(new Key(extent, gradient), key -> new PaddedMap(key.extent));
  }
}
