package convspectrum.spec.template;

import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a document while it is read: its faults, own blocks, defaults and choices. */
final class Reading {
  final Faults faults = new Faults();
  final Map<String, OwnBlock> blocks = new LinkedHashMap<>();

  /** Block type to field to term, from {@code defaults:}. */
  final Map<String, Map<String, Term>> defaults = new HashMap<>();

  final Map<String, Parameter> parameters = new HashMap<>();

  final List<ChoiceSite> sites = new ArrayList<>();

  /** Where each site stands, to sort them by. */
  final Map<ChoiceSite, YamlNode> siteNodes = new HashMap<>();

  /** The repetitions of each repeat that is read. */
  final Map<RepeatSite, Term> repetitions = new LinkedHashMap<>();

  /** Own block to the own blocks it uses, with the place of the first such use. */
  final Map<String, Map<String, YamlNode>> uses = new LinkedHashMap<>();

  boolean conditionalChoices;

  void fault(YamlNode at, String problem, String expected) {
    faults.add(at.location(), at.path(), problem, expected);
  }

  void fault(YamlMap.Entry entry, YamlMap in, String problem, String expected) {
    String path = in.path().isEmpty() ? entry.key() : in.path() + "." + entry.key();
    faults.add(entry.keyLocation(), path, problem, expected);
  }

  /** Reports every key of a mapping that is not known. */
  void knownKeys(YamlMap map, String what, Collection<String> known) {
    for (YamlMap.Entry entry : map.entries()) {
      if (!known.contains(entry.key())) {
        fault(
            entry,
            map,
            "unknown " + what + " '" + entry.key() + "'",
            Suggestions.didYouMean(entry.key(), known));
      }
    }
  }

  @Nullable YamlMap map(YamlNode node, String expected) {
    if (node instanceof YamlMap map) {
      return map;
    }
    fault(node, "found " + node.describe(), "expected " + expected);
    return null;
  }

  @Nullable YamlList list(YamlNode node, String expected) {
    if (node instanceof YamlList list) {
      return list;
    }
    fault(node, "found " + node.describe(), "expected " + expected);
    return null;
  }

  @Nullable String text(YamlNode node, String expected) {
    if (node instanceof YamlScalar scalar && scalar.value() instanceof String text) {
      return text;
    }
    fault(node, "found " + node.describe(), "expected " + expected);
    return null;
  }
}
