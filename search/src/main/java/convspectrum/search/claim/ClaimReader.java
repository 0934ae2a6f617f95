package convspectrum.search.claim;

import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.yaml.YamlList;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import convspectrum.spec.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads a study and collects its faults. */
final class ClaimReader {
  private static final Set<String> FIELDS = Set.of("name", "about", "networks", "groups", "claims");
  private static final Set<String> OF_CLAIM =
      Set.of(
          "claim",
          "says",
          "value",
          "at-least",
          "at-most",
          "published",
          "published-value",
          "measured-on",
          "source");

  private final String file;
  private final Faults faults = new Faults();
  private final Set<String> ids = new HashSet<>();

  ClaimReader(String file) {
    this.file = file;
  }

  /**
   * The document.
   *
   * @throws SpecException with all its faults
   */
  ClaimDocument document(YamlNode root) {
    ClaimFields fields = ClaimFields.of(root, "a mapping with networks and claims", faults);
    fields.only(FIELDS);
    StudyNetworks networks = new StudyNetworks(file, faults);
    if (fields.get("networks") instanceof YamlMap map && !map.entries().isEmpty()) {
      map.entries().forEach(networks::add);
    } else {
      fields.fault("networks", "found no networks", "a mapping of names to specs");
      faults.throwIfAny(); // claims about none would be at fault too
    }
    YamlNode groups = fields.get("groups");
    if (groups != null) {
      ClaimFields named = ClaimFields.of(groups, "a mapping of names to lists of networks", faults);
      named.map().entries().forEach(entry -> networks.addGroup(entry, named));
    }
    List<Claim> claims = new ArrayList<>();
    if (fields.get("claims") instanceof YamlList list && !list.items().isEmpty()) {
      Map<String, List<String>> names = networks.names();
      list.items().forEach(item -> claim(item, names).ifPresent(claims::add));
    } else {
      fields.fault("claims", "found no claims", "a list of them");
    }
    String name = fields.text("name", file);
    String about = fields.text("about", "");
    faults.throwIfAny();
    return new ClaimDocument(name, about, networks.networks(), claims);
  }

  private Optional<Claim> claim(YamlNode node, Map<String, List<String>> networks) {
    int before = faults.size();
    ClaimFields fields =
        ClaimFields.of(node, "a mapping with claim, says, value, source and a band", faults);
    fields.only(OF_CLAIM);
    String id = fields.required("claim");
    if (!id.isEmpty() && !ids.add(id)) {
      fields.fault("claim", "found a second claim '" + id + "'", "another name");
    }
    String says = fields.required("says");
    String source = fields.required("source");
    String published = fields.text("published", "");
    String measuredOn = fields.text("measured-on", "");
    OptionalDouble publishedValue = fields.number("published-value");
    Optional<ClaimValue> value = Optional.empty();
    if (fields.get("value") instanceof YamlScalar scalar && scalar.value() != null) {
      value = new ClaimValueReader(networks, scalar, faults).value();
    } else {
      fields.fault(
          "value", "found no formula", "one over figures, such as time('wide') / time('thin')");
    }
    double atLeast = fields.number("at-least").orElse(Double.NEGATIVE_INFINITY);
    double atMost = fields.number("at-most").orElse(Double.POSITIVE_INFINITY);
    if (faults.size() == before) {
      checkBand(fields, atLeast, atMost);
    }
    return faults.size() > before || value.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Claim(
                id,
                says,
                value.get(),
                published,
                publishedValue,
                measuredOn,
                source,
                atLeast,
                atMost));
  }

  private static void checkBand(ClaimFields fields, double atLeast, double atMost) {
    if (Double.isInfinite(atLeast) && Double.isInfinite(atMost)) {
      fields.fault("at-least", "found no band", "at-least, at-most or both");
    } else if (atLeast >= atMost) {
      fields.fault(
          "at-least",
          "found a band from %s to %s".formatted(Double.toString(atLeast), Double.toString(atMost)),
          "at-least below at-most");
    }
  }
}
