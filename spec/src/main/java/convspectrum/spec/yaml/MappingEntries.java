package convspectrum.spec.yaml;

import convspectrum.spec.fault.Excerpt;
import convspectrum.spec.fault.Location;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one mapping while it is read. Its own keys count before merged ones, wherever they
 * stand; of merged mappings the earlier one counts.
 */
final class MappingEntries {
  private final PathStep path;
  private final Composer.Sink faults;
  private final Map<String, RawNode.Entry> entries = new LinkedHashMap<>();
  private final Set<String> merged = new HashSet<>();
  private @Nullable Location merge;

  MappingEntries(PathStep path, Composer.Sink faults) {
    this.path = path;
    this.faults = faults;
  }

  List<RawNode.Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** A key's text; null, and a fault, where it has none. */
  @Nullable String word(RawNode key, Location location) {
    switch (key) {
      case RawNode.Scalar(_, String word, _, _) -> {
        if (word.length() > Limits.KEY_LENGTH) {
          faults.add(
              location,
              path,
              "a key has " + word.length() + " characters",
              "at most " + Limits.KEY_LENGTH);
        }
        return word;
      }
      // A number or truth value is taken as written: `cases: {1: […], true: […]}`.
      case RawNode.Scalar(_, Object value, String text, _) when value != null -> {
        return text;
      }
      case RawNode.Scalar(_, _, String text, _) when !text.isEmpty() -> {
        String shown = Excerpt.of(text);
        faults.add(
            location, path, "the key " + shown + " is not text", "try quotes: '" + shown + "'");
        return text;
      }
      case RawNode.Faulty _ -> {}
      case RawNode.Scalar _ ->
          faults.add(location, path, "a key is empty", "a word before the ':'");
      case RawNode.Sequence _ -> faults.add(location, path, "a key is a list", "a word");
      case RawNode.Mapping _ ->
          faults.add(
              location, path, "a key is a mapping", "a word; try quotes around text such as '{a}'");
    }
    return null;
  }

  void add(String key, Location location, RawNode value) {
    RawNode.Entry former = entries.get(key);
    if (former != null && !merged.remove(key)) {
      refuseSecond(key, former.keyLocation(), location, "each key once");
    } else {
      entries.put(key, new RawNode.Entry(key, location, value));
    }
  }

  private void refuseSecond(String key, Location first, Location second, String expected) {
    String problem = "the key '" + Excerpt.of(key) + "' stands twice, first at " + first;
    faults.add(second, path.key(key), problem, expected);
  }

  /**
   * Merges the mapping, or the mappings of a list, that {@code <<} names.
   *
   * @param most how many entries may be looked at
   * @return how many were
   */
  int merge(RawNode value, Location location, int most) {
    if (merge != null) {
      refuseSecond("<<", merge, location, "'<<: [*a, *b]' to merge several");
    }
    merge = location;
    List<RawNode> sources =
        value instanceof RawNode.Sequence sequence ? sequence.items() : List.of(value);
    int seen = 0;
    for (RawNode from : sources) {
      seen++;
      if (from instanceof RawNode.Mapping mapping) {
        seen += mapping.entries().size();
        if (seen > most) {
          return seen;
        }
        mapping.entries().forEach(this::mergeEntry);
      } else if (!(from instanceof RawNode.Faulty)) {
        faults.add(
            location,
            path.key("<<"),
            "'<<' merges something that is not a mapping",
            "'<<: *anchor' of a mapping, or a list of them");
      }
    }
    return seen;
  }

  private void mergeEntry(RawNode.Entry entry) {
    if (entries.putIfAbsent(entry.key(), entry) == null) {
      merged.add(entry.key());
    }
  }
}
