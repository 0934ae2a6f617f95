package convspectrum.spec.yaml;

import convspectrum.spec.fault.Excerpt;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.Suggestions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;

/** What the anchors read so far name; the latest of a name counts. */
final class Anchors {
  /** Stands for a list or mapping that is still being read. */
  private static final RawNode OPEN = new RawNode.Scalar(Location.ofFile(""), null, "", -1);

  private final Map<String, RawNode> named = new LinkedHashMap<>();
  private final Composer.Sink faults;

  Anchors(Composer.Sink faults) {
    this.faults = faults;
  }

  RawNode named(Optional<Anchor> anchor, RawNode node) {
    anchor.ifPresent(name -> named.put(name.getValue(), node));
    return node;
  }

  void open(Optional<Anchor> anchor) {
    named(anchor, OPEN);
  }

  RawNode close(Optional<Anchor> anchor, RawNode node) {
    // A later anchor of the same name inside the value stays the one that counts.
    anchor.ifPresent(name -> named.replace(name.getValue(), OPEN, node));
    return node;
  }

  RawNode resolve(String name, Location location, PathStep path) {
    RawNode node = named.get(name);
    String shown = "'*" + Excerpt.of(name) + "'";
    if (node == null) {
      faults.add(
          location,
          path,
          "the alias " + shown + " has no anchor before it",
          Suggestions.nearest(name, named.keySet())
              .map(near -> "did you mean '*" + near + "'?")
              .orElse("'&" + Excerpt.of(name) + "' before a value above it"));
    } else if (node.equals(OPEN)) {
      faults.add(
          location,
          path,
          "the alias " + shown + " is inside what it stands for",
          "a value above it");
    } else {
      return node;
    }
    return new RawNode.Faulty(location);
  }
}
