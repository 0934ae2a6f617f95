package convspectrum.search.claim;

import convspectrum.search.design.Network;
import convspectrum.search.design.Sweep;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.fault.Suggestions;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import convspectrum.spec.zoo.Zoo;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The networks of a study, and what its names denote: a network, the designs of a sweep, or a group
 * of both.
 */
final class StudyNetworks {
  /** All designs of a study are measured in the same rounds. */
  private static final int MOST = 100;

  private static final Set<String> FIELDS = Set.of("zoo", "spec", "set", "sweep");
  private static final String EXPECTED =
      "a spec, {zoo: NAME, set: {…}, sweep: […]}, or {spec: {…}, set: {…}, sweep: […]}";

  private final String file;
  private final Faults faults;
  private final Map<String, Network> networks = new LinkedHashMap<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();
  private final Map<String, List<String>> groups = new LinkedHashMap<>();

  StudyNetworks(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  /** All networks by label. */
  Map<String, Network> networks() {
    return networks;
  }

  /** Adds the network, or the designs of a sweep, of an entry. */
  void add(YamlMap.Entry entry) {
    try {
      List<Network> found = read(entry.key(), entry.value());
      found.forEach(network -> networks.put(network.name(), network));
      members.put(entry.key(), found.stream().map(Network::name).toList());
    } catch (SpecException e) {
      e.faults().stream().filter(fault -> !faults.sorted().contains(fault)).forEach(faults::add);
      members.put(entry.key(), List.of()); // so that claims about it are not at fault too
    }
  }

  private List<Network> read(String name, YamlNode node) {
    ClaimFields fields = ClaimFields.of(node, EXPECTED, faults);
    YamlNode zoo = fields.get("zoo");
    YamlNode spec = fields.get("spec");
    if (zoo == null && spec == null) {
      return List.of(network(name, Spec.of(file, fields.map()), Map.of()));
    }
    fields.only(FIELDS);
    if (zoo != null && spec != null) {
      fields.fault("spec", "found zoo and spec", "one of them");
    }
    Spec read =
        zoo != null
            ? Zoo.spec(fields.text("zoo", ""))
            : Spec.of(file, ClaimFields.of(Objects.requireNonNull(spec), "a spec", faults).map());
    Map<String, String> settings = settings(fields);
    YamlNode swept = fields.get("sweep");
    return swept == null
        ? List.of(network(name, read, settings))
        : designs(name, read, read.design(settings), parameters(fields, read, swept), fields);
  }

  private Map<String, String> settings(ClaimFields fields) {
    Map<String, String> settings = new LinkedHashMap<>();
    YamlNode set = fields.get("set");
    if (set != null) {
      ClaimFields values = ClaimFields.of(set, "parameters and their values", faults);
      values.map().entries().forEach(one -> settings.put(one.key(), values.text(one.key(), "")));
    }
    return settings;
  }

  private static Network network(String name, Spec spec, Map<String, String> settings) {
    Design design = settings.isEmpty() ? spec.defaults() : spec.design(settings);
    return Network.design(spec, design, Optional.empty()).named(name);
  }

  private List<String> parameters(ClaimFields fields, Spec spec, YamlNode swept) {
    List<String> known = spec.parameters().stream().map(Parameter::name).toList();
    List<String> wanted = new ArrayList<>();
    for (YamlScalar name : fields.texts(swept, "a list of parameters, such as [width]")) {
      if (known.contains(name.text())) {
        wanted.add(name.text());
      } else {
        faults.add(
            name.location(),
            name.path(),
            "found no parameter '" + name.text() + "'",
            Suggestions.didYouMean(name.text(), known));
      }
    }
    return wanted;
  }

  private List<Network> designs(
      String name, Spec spec, Design base, List<String> parameters, ClaimFields fields) {
    Sweep sweep = new Sweep(spec, base, parameters, Optional.empty());
    if (sweep.size().compareTo(BigInteger.valueOf(MOST)) > 0) {
      fields.fault("sweep", "found " + sweep.size() + " designs", "at most " + MOST);
      return List.of();
    }
    return sweep
        .designs()
        .map(design -> {
          String label =
              sweep.parameters().stream()
                  .map(parameter -> parameter + "=" + design.value(parameter).text())
                  .collect(Collectors.joining(",", name + "#", ""));
          return Network.design(spec, design, Optional.empty()).named(label);
        })
        .toList();
  }

  /** Adds a group of networks and sweeps that were added before. */
  void addGroup(YamlMap.Entry entry, ClaimFields fields) {
    Set<String> labels = new LinkedHashSet<>();
    for (YamlScalar member : fields.texts(entry.value(), "a list of networks")) {
      List<String> denoted = members.get(member.text());
      if (denoted == null) {
        faults.add(
            member.location(),
            member.path(),
            "found no network '" + member.text() + "'",
            Suggestions.didYouMean(member.text(), members.keySet()));
      } else {
        labels.addAll(denoted);
      }
    }
    if (members.containsKey(entry.key())) {
      faults.add(
          entry.keyLocation(),
          entry.value().path(),
          "found a network of the same name",
          "another name for the group");
    }
    this.groups.put(entry.key(), List.copyOf(labels));
  }

  /** The labels of the networks that each name denotes. */
  Map<String, List<String>> names() {
    Map<String, List<String>> names = new LinkedHashMap<>(members);
    names.putAll(groups);
    networks.keySet().forEach(label -> names.putIfAbsent(label, List.of(label)));
    return names;
  }
}
