package convspectrum.search.claim;

import convspectrum.spec.fault.Faults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.yaml.YamlMap;
import convspectrum.spec.yaml.YamlNode;
import java.util.List;
import java.util.Set;

/** Reads a study and collects its faults. */
final class ClaimReader {
  private static final Set<String> FIELDS = Set.of("name", "about", "networks", "groups", "claims");

  private final String file;
  private final Faults faults = new Faults();

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
    List<Claim> claims =
        new ClaimListReader(networks.names(), NetworkFigure.TIMED, faults).read(fields);
    String name = fields.text("name", file);
    String about = fields.text("about", "");
    faults.throwIfAny();
    return new ClaimDocument(name, about, networks.networks(), claims);
  }
}
