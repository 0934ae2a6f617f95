package convspectrum.spec.resolved;

import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;

/** Puts steps in the place of another step. */
final class Steps {
  private static final List<String> WIRING = List.of("as", "from", "join");

  private Steps() {}

  /** What stands beside a block's key. */
  static List<YamlMap.Entry> wiring(YamlNode step) {
    return step instanceof YamlMap map
        ? map.entries().stream().filter(entry -> WIRING.contains(entry.key())).toList()
        : List.of();
  }

  /**
   * The steps that do what {@code body} does where {@code replaced} stands. A body has names of its
   * own, so that one with wiring stays a body: a {@code sequence}.
   */
  static List<YamlNode> inPlaceOf(YamlNode replaced, List<YamlNode> body) {
    List<YamlMap.Entry> outer = wiring(replaced);
    boolean wired = body.stream().anyMatch(step -> !wiring(step).isEmpty());
    if (outer.isEmpty() && !wired) {
      return body;
    }
    if (body.size() == 1 && !wired) {
      return List.of(with(body.getFirst(), outer));
    }
    YamlList list = new YamlList(replaced.location(), replaced.path(), body);
    return List.of(with(map(replaced, entry(replaced, "sequence", list)), outer));
  }

  /** A mapping with one key. */
  static YamlMap map(YamlNode at, YamlMap.Entry... entries) {
    return new YamlMap(at.location(), at.path(), List.of(entries));
  }

  static YamlMap.Entry entry(YamlNode at, String key, YamlNode value) {
    return new YamlMap.Entry(key, at.location(), value);
  }

  private static YamlMap with(YamlNode step, List<YamlMap.Entry> wiring) {
    List<YamlMap.Entry> entries = new ArrayList<>();
    switch (step) {
      case YamlMap map -> entries.addAll(map.entries());
      case YamlScalar word ->
          entries.add(
              entry(
                  word,
                  word.text(),
                  new YamlScalar(word.location(), word.path(), null, "null", -1)));
      case YamlList list -> throw new IllegalArgumentException("a list is no step: " + list.path());
    }
    entries.addAll(wiring);
    return new YamlMap(step.location(), step.path(), entries);
  }
}
