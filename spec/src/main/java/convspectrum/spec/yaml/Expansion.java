package convspectrum.spec.yaml;

import convspectrum.spec.fault.Fault;
import convspectrum.spec.fault.SpecException;
import java.util.ArrayList;
import java.util.List;

/** Gives every node its path, and every alias a copy of its own. */
final class Expansion {
  private int nodes;
  private long pathCharacters;

  YamlNode expand(RawNode root) {
    return expand(root, "", 0);
  }

  private YamlNode expand(RawNode node, String path, int depth) {
    nodes++;
    pathCharacters += path.length();
    if (pathCharacters > Limits.PATH_CHARACTERS) {
      throw refuse(
          node, path, "the keys are too long for so many values", "shorter keys or fewer levels");
    }
    if (nodes > Limits.NODES) {
      throw refuse(
          node,
          path,
          "aliases make the document too large",
          "at most " + Limits.NODES + " values, aliases written out");
    }
    return switch (node) {
      case RawNode.Scalar scalar ->
          new YamlScalar(scalar.location(), path, scalar.value(), scalar.text(), scalar.start());
      case RawNode.Faulty faulty ->
          throw new IllegalStateException("composed with a fault: " + faulty);
      case RawNode.Sequence sequence -> {
        requireDepth(node, path, depth);
        List<YamlNode> items = new ArrayList<>(sequence.items().size());
        for (int i = 0; i < sequence.items().size(); i++) {
          items.add(expand(sequence.items().get(i), path + "[" + i + "]", depth + 1));
        }
        yield new YamlList(sequence.location(), path, items);
      }
      case RawNode.Mapping mapping -> {
        requireDepth(node, path, depth);
        List<YamlMap.Entry> entries = new ArrayList<>(mapping.entries().size());
        for (RawNode.Entry entry : mapping.entries()) {
          String inner = path + PathStep.key(path.isEmpty(), entry.key());
          entries.add(
              new YamlMap.Entry(
                  entry.key(), entry.keyLocation(), expand(entry.value(), inner, depth + 1)));
        }
        yield new YamlMap(mapping.location(), path, entries);
      }
    };
  }

  /** Aliases of aliases may be deeper than any text of the document. */
  private void requireDepth(RawNode node, String path, int depth) {
    if (depth >= Limits.DEPTH) {
      throw refuse(
          node,
          path,
          "aliases nest lists and mappings too deeply",
          "at most " + Limits.DEPTH + " levels, aliases written out");
    }
  }

  private static SpecException refuse(RawNode node, String path, String problem, String expected) {
    return new SpecException(List.of(new Fault(node.location(), path, problem, expected)));
  }
}
