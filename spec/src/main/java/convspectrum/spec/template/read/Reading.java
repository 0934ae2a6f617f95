package convspectrum.spec.template.read;

import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.Location;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.parameter.ParameterValue;
import convspectrum.spec.template.ChoiceSite;
import convspectrum.spec.template.OwnBlock;
import convspectrum.spec.template.RepeatSite;
import convspectrum.spec.template.Term;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The state of reading a document: its faults, own blocks, defaults and choices. */
final class Reading {
  final Faults faults;

  Reading(Faults faults) {
    this.faults = faults;
  }

  final Map<String, OwnBlock> blocks = new LinkedHashMap<>();

  /** Block type to field to term, from {@code defaults:}. */
  final Map<String, Map<String, Term>> defaults = new HashMap<>();

  final Map<String, Parameter> parameters = new HashMap<>();

  /** The names of own blocks whose definition could not be read. */
  final Set<String> faultyBlocks = new HashSet<>();

  final List<ChoiceSite> sites = new ArrayList<>();

  /** The position of each site in the document, by which they are sorted. */
  final Map<ChoiceSite, YamlNode> siteNodes = new HashMap<>();

  /** The repetitions of each repeat that is read. */
  final Map<RepeatSite, Term> repetitions = new LinkedHashMap<>();

  /** Own block to the own blocks it uses, with the place of the first such use. */
  final Map<String, Map<String, YamlNode>> uses = new LinkedHashMap<>();

  /** Empty values whose fields stand beside them; that they are empty is reported already. */
  private final Set<YamlNode> lacking = new HashSet<>();

  boolean conditionalChoices;

  /** The most choices of one parameter. */
  private static final int MAX_CHOICES = 10_000;

  /** Reports a list of too many choices. */
  boolean tooManyChoices(YamlNode at, int count) {
    if (count > MAX_CHOICES) {
      fault(at, count + " choices", "at most " + MAX_CHOICES);
    }
    return count > MAX_CHOICES;
  }

  /** Reports choices that are equal, {@code 1} and {@code 1.0} included. */
  void distinct(YamlList written, List<ParameterValue> values) {
    Map<Object, ParameterValue> seen = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      ParameterValue value = values.get(i);
      ParameterValue first = seen.putIfAbsent(value.key(), value);
      if (first != null) {
        fault(
            written.items().get(i),
            first.text().equals(value.text())
                ? "'" + value.text() + "' twice"
                : "'" + value.text() + "' is '" + first.text() + "' again",
            "expected each choice once");
      }
    }
  }

  void fault(YamlNode at, String problem, String expected) {
    if (lacking.contains(at)) {
      return;
    }
    faults.add(at.location(), at.path(), problem, expected);
  }

  void fault(Location at, String path, String problem, String expected) {
    faults.add(at, path, problem, expected);
  }

  void fault(YamlMap.Entry entry, YamlMap in, String problem, String expected) {
    String path = in.path().isEmpty() ? entry.key() : in.path() + "." + entry.key();
    faults.add(entry.keyLocation(), path, problem, expected);
  }

  /** Reports every unknown key of a mapping, and returns whether there was none. */
  boolean knownKeys(YamlMap map, String what, Collection<String> known) {
    boolean all = true;
    Optional<YamlMap.Entry> empty = Optional.empty();
    for (YamlMap.Entry entry : map.entries()) {
      boolean isKnown = known.contains(entry.key());
      if (!isKnown && empty.isPresent()) {
        tooShallow(entry, empty.get());
      } else if (!isKnown) {
        fault(
            entry,
            map,
            "unknown " + what + " '" + entry.key() + "'",
            Suggestions.didYouMean(entry.key(), known));
      } else {
        empty = Optional.of(entry).filter(one -> isEmpty(one.value()));
      }
      all &= isKnown;
    }
    return all;
  }

  /**
   * Reports a key that stands beside the one that it belongs under. What that one lacks is no
   * second fault.
   */
  private void tooShallow(YamlMap.Entry entry, YamlMap.Entry empty) {
    if (lacking.add(empty.value())) {
      faults.add(
          entry.keyLocation(),
          empty.value().path(),
          "found nothing under '%s:', and '%s' beside it".formatted(empty.key(), entry.key()),
          "try to indent what belongs to '%s:' deeper".formatted(empty.key()));
    }
  }

  private static boolean isEmpty(YamlNode value) {
    return value instanceof YamlScalar scalar && scalar.value() == null;
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
