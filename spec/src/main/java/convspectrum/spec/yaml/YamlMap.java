package convspectrum.spec.yaml;

import convspectrum.spec.fault.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping with text keys, each of which stands once.
 *
 * @param location where it starts
 * @param path the way to it
 * @param entries in the order of the text
 */
public record YamlMap(Location location, String path, List<Entry> entries) implements YamlNode {
  /** One key, where it stands, and its value. */
  public record Entry(String key, Location keyLocation, YamlNode value) {}

  public YamlMap {
    entries = List.copyOf(entries);
  }

  /** The value of a key, or null where it is absent. */
  public @Nullable YamlNode get(String key) {
    for (Entry entry : entries) {
      if (entry.key().equals(key)) {
        return entry.value();
      }
    }
    return null;
  }

  @Override
  public String describe() {
    return entries.isEmpty() ? "an empty mapping" : "a mapping";
  }
}
