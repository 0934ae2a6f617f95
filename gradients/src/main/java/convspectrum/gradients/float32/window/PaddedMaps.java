package convspectrum.gradients.float32.window;

import java.util.HashMap;
import java.util.Map;

/** The maps of a program; rules run one after another and share the maps of equal extent. */
public final class PaddedMaps {
  private final Map<Key<PaddedMap.Extent>, PaddedMap> maps = new HashMap<>();
  private final Map<Key<SpreadMap.Extent>, SpreadMap> spread = new HashMap<>();

  private record Key<E>(E extent, boolean gradient) {}

  /** Returns the map of an extent; gradients and values never share a map. */
  public PaddedMap of(PaddedMap.Extent extent, boolean gradient) {
    return maps.computeIfAbsent(new Key<>(extent, gradient), key -> new PaddedMap(key.extent));
  }

  /** Returns the map of an extent for the lanes of groups. */
  public SpreadMap of(SpreadMap.Extent extent, boolean gradient) {
    return spread.computeIfAbsent(new Key<>(extent, gradient), key -> new SpreadMap(key.extent));
  }
}
