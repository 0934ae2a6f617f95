package convspectrum.search.design;

import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.DesignFaults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A reference, once for each network that it is beside the designs of a sweep: a reference that
 * reads swept parameters, such as the channels, is another network beside designs of other shapes.
 */
final class ReferenceRows {
  /**
   * One network of the reference.
   *
   * @param label the reference's name, and values of parameters where there are several networks
   * @param network the network
   * @param design the first design that it stands beside
   */
  record Row(String label, Network network, Design design) {}

  private final List<Row> rows = new ArrayList<>();
  private final Map<Design, String> labels = new HashMap<>();

  private ReferenceRows() {}

  static ReferenceRows of(Sweep sweep, String name) {
    Map<Fingerprint, List<Design>> beside = new LinkedHashMap<>();
    Map<Fingerprint, Network> networks = new HashMap<>();
    DesignFaults faults = new DesignFaults();
    sweep
        .designs()
        .forEach(design -> {
          try {
            Network network = Network.reference(sweep.spec(), name, design, sweep.input());
            Fingerprint fingerprint = Fingerprint.of(network.graph());
            networks.putIfAbsent(fingerprint, network);
            beside.computeIfAbsent(fingerprint, _ -> new ArrayList<>()).add(design);
            faults.sound();
          } catch (SpecException e) {
            faults.add(design.toString(), e.faults());
          }
        });
    faults.throwIfAny(true);
    ReferenceRows found = new ReferenceRows();
    beside.forEach((fingerprint, designs) -> {
      String label =
          beside.size() == 1 ? name : name + ", " + shared(sweep, designs, beside.values());
      designs.forEach(design -> found.labels.put(design, label));
      found.rows.add(
          new Row(label, Objects.requireNonNull(networks.get(fingerprint)), designs.getFirst()));
    });
    return found;
  }

  /** The values that these designs share and others do not have, as {@code channels=16}. */
  private static String shared(Sweep sweep, List<Design> designs, Iterable<List<Design>> all) {
    return sweep.parameters().stream()
        .filter(name -> isShared(designs, name))
        .filter(name -> !isSharedByAll(all, name))
        .map(name -> name + "=" + designs.getFirst().value(name).text())
        .collect(Collectors.joining(", "));
  }

  private static boolean isShared(List<Design> designs, String name) {
    return designs.stream().map(design -> design.value(name).text()).distinct().count() == 1;
  }

  private static boolean isSharedByAll(Iterable<List<Design>> groups, String name) {
    List<Design> all = new ArrayList<>();
    groups.forEach(all::addAll);
    return isShared(all, name);
  }

  List<Row> rows() {
    return rows;
  }

  /** The label of the row that stands beside a design of the sweep. */
  String beside(Design design) {
    return Objects.requireNonNull(labels.get(design), design::toString);
  }
}
