package convspectrum.spec.yaml;

import convspectrum.spec.fault.Location;
import java.util.List;

/**
 * A sequence.
 *
 * @param location where it starts
 * @param path the way to it
 * @param items in order
 */
public record YamlList(Location location, String path, List<YamlNode> items) implements YamlNode {
  public YamlList {
    items = List.copyOf(items);
  }

  @Override
  public String describe() {
    return items.isEmpty() ? "an empty list" : "a list";
  }
}
