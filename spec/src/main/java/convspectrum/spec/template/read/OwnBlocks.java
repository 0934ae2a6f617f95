package convspectrum.spec.template.read;

import convspectrum.spec.template.OwnBlock;
import convspectrum.spec.template.StepList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code blocks:}, in two steps: what there is, then what it is made of, since blocks may use
 * those that stand behind them.
 */
final class OwnBlocks {
  private static final int MAX_BLOCKS = 500;

  private final Reading reading;
  private final BodyReader bodies;

  OwnBlocks(Reading reading, BodyReader bodies) {
    this.reading = reading;
    this.bodies = bodies;
  }

  void declare(YamlNode node, Names names) {
    YamlMap map = reading.map(node, "a mapping of name to {parameters: […], body: […]}");
    if (map == null) {
      return;
    }
    if (map.entries().size() > MAX_BLOCKS) {
      reading.fault(map, map.entries().size() + " own blocks", "at most " + MAX_BLOCKS);
      map.entries().forEach(entry -> reading.faultyBlocks.add(entry.key()));
      return;
    }
    for (YamlMap.Entry entry : map.entries()) {
      YamlMap definition = reading.map(entry.value(), "{parameters: […], body: […]}");
      if (definition == null) {
        reading.faultyBlocks.add(entry.key());
        continue;
      }
      reading.knownKeys(definition, "key", List.of("about", "parameters", "body"));
      OwnBlock block = new OwnBlock(entry.key(), definition);
      YamlNode declared = definition.get("parameters");
      if (declared != null) {
        new OwnParameters(reading, bodies.terms()).read(declared, block, names);
      }
      reading.blocks.put(entry.key(), block);
    }
  }

  void define(Names names) {
    for (OwnBlock block : reading.blocks.values()) {
      YamlNode body = ((YamlMap) block.source()).get("body");
      if (body == null) {
        reading.fault(block.source(), "missing key 'body'", "expected a list of blocks");
        continue;
      }
      // Whether every design uses the block is not known here.
      Names inside = names.inOwnBlock(block.parameters()).conditionally();
      StepList steps = bodies.read(body, "a list of blocks", inside);
      if (steps != null) {
        block.body(steps);
      }
    }
    circular();
  }

  private void circular() {
    Set<String> done = new LinkedHashSet<>();
    for (String name : reading.uses.keySet()) {
      follow(name, new ArrayList<>(), done);
    }
  }

  private void follow(String name, List<String> trail, Set<String> done) {
    if (done.contains(name)) {
      return;
    }
    trail.add(name);
    reading
        .uses
        .getOrDefault(name, Map.of())
        .forEach((used, at) -> {
          int seen = trail.indexOf(used);
          if (seen >= 0) {
            List<String> circle = new ArrayList<>(trail.subList(seen, trail.size()));
            circle.add(used);
            reading.fault(
                at,
                "circular: " + String.join(" -> ", circle),
                "try repeat: a block cannot stand inside itself");
          } else {
            follow(used, trail, done);
          }
        });
    trail.removeLast();
    done.add(name);
  }
}
