package convspectrum.api;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.costmodel.convention.Convention;
import convspectrum.reports.cost.CostTable;
import convspectrum.search.design.Designs;
import convspectrum.search.design.Network;
import convspectrum.search.history.SpecText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import tech.tablesaw.api.Table;

/**
 * One network: a choice for every parameter of a {@link Model}, a reference of a spec, or an ONNX
 * file.
 */
public final class Design {
  private final String label;
  private final Network network;
  private final Supplier<SpecText> source;

  Design(String label, Network network, Supplier<SpecText> source) {
    this.label = label;
    this.source = source;
    this.network = network.named(label);
  }

  /**
   * {@return what tables call it: {@code spectrum#segments=8}; the name of a model without
   * parameters}
   */
  public String label() {
    return label;
  }

  /**
   * {@return the choice of each parameter, in the order of the spec; none of a reference or ONNX
   * file}
   */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    network
        .design()
        .ifPresent(design -> {
          for (int i = 0; i < design.parameters().size(); i++) {
            settings.put(design.parameters().get(i).name(), design.value(i).text());
          }
        });
    return java.util.Collections.unmodifiableMap(settings);
  }

  /** {@return its graph} */
  public Graph graph() {
    return new Graph(network.graph());
  }

  /**
   * {@return what it costs in the convention {@code paper}}
   *
   * @throws ConvspectrumException where a count is beyond 64 bits
   */
  public Cost cost() {
    return new Cost(counted(CostOptions.DEFAULT));
  }

  /**
   * {@return what it costs by another convention}
   *
   * @param convention one of {@link Cost#conventions()}
   * @throws ConvspectrumException where there is none of this name
   */
  public Cost cost(String convention) {
    CostOptions usual = CostOptions.DEFAULT;
    Convention one = Guard.given(() -> Convention.named(convention));
    return new Cost(counted(new CostOptions(one, usual.fold(), usual.dataType())));
  }

  /**
   * {@return what its parts cost in the convention {@code paper}, as a new Tablesaw table with the
   * columns of {@code convspectrum cost}: {@code params} and {@code macs} are counts, {@code
   * bytes_read} and {@code bytes_written} bytes in single precision}
   *
   * @param rows what a row adds up
   */
  public Table costs(Rows rows) {
    Objects.requireNonNull(rows, "rows");
    return Guard.run(
        () -> CostTable.of(counted(CostOptions.DEFAULT), rows.grouping(), network).table());
  }

  private NetworkCost counted(CostOptions options) {
    return Guard.run(() -> NetworkCost.of(network.graph(), options));
  }

  /** The designs as the parts below take them; what is not there has a place in the message. */
  static Designs all(List<Design> designs) {
    if (Objects.requireNonNull(designs, "designs").isEmpty()) {
      throw ConvspectrumException.input("found no design; expected one or more");
    }
    List<Network> networks =
        designs.stream().map(design -> Objects.requireNonNull(design, "a design").network).toList();
    return Guard.run(() -> Designs.ofNetworks(networks, CostOptions.DEFAULT));
  }

  /** What it was read from, as results have it. */
  SpecText source() {
    return source.get();
  }

  Network network() {
    return network;
  }

  /** Its choices, where it has some. */
  Optional<convspectrum.spec.parameter.Design> choices() {
    return network.design();
  }

  /** The {@link #label()}. */
  @Override
  public String toString() {
    return label;
  }
}
