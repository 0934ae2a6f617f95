package convspectrum.search.design;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.DesignFaults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.template.Baseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The networks to compare, each with its cost: the references and designs of a sweep, or networks
 * of any kind.
 *
 * @param name of the spec, or of the first network
 * @param parameters names of the swept parameters
 * @param rows references first, then designs in the order of the sweep; at least one
 * @param baseline label of the row that speed-ups are relative to
 */
public record Designs(
    String name, List<String> parameters, List<ComparedDesign> rows, String baseline) {
  public Designs {
    parameters = List.copyOf(parameters);
    rows = List.copyOf(rows);
    Set<String> labels = new LinkedHashSet<>();
    for (ComparedDesign row : rows) {
      if (!labels.add(row.label())) {
        throw new IllegalArgumentException("two designs are named " + row.label());
      }
    }
    if (!labels.contains(baseline)) {
      throw new IllegalArgumentException("baseline " + baseline + " is none of " + labels);
    }
  }

  /**
   * Lists the designs of a sweep and computes their cost.
   *
   * @throws SpecException where a design does not fit, or the baseline is not in the sweep
   */
  public static Designs of(Sweep sweep, CostOptions options) {
    Layout layout = new Layout(options);
    Spec spec = sweep.spec();
    for (String reference : spec.references()) {
      layout.add(reference, Network.reference(spec, reference, sweep.base(), sweep.input()));
    }
    DesignFaults faults = new DesignFaults();
    sweep
        .designs()
        .forEach(design -> {
          try {
            layout.add(label(design, sweep), Network.design(spec, design, sweep.input()));
            faults.sound();
          } catch (SpecException e) {
            faults.add(design.toString(), e.faults());
          }
        });
    faults.throwIfAny(true);
    return new Designs(spec.name(), sweep.parameters(), layout.rows, baseline(sweep, layout.rows));
  }

  /** Compares networks of any kind, at least one; the first is the baseline. */
  public static Designs ofNetworks(List<Network> networks, CostOptions options) {
    Layout layout = new Layout(options);
    networks.forEach(network -> layout.add(network.name(), network));
    String first = layout.rows.getFirst().label();
    return new Designs(first, List.of(), layout.rows, first);
  }

  /** The rows to evaluate: each canonical graph once. */
  public List<ComparedDesign> distinct() {
    return rows.stream().filter(row -> row.sameAs().isEmpty()).toList();
  }

  /** The row that speed-ups are relative to. */
  public ComparedDesign baselineRow() {
    return rows.stream().filter(row -> row.label().equals(baseline)).findFirst().orElseThrow();
  }

  /** What is missing from the figures of some rows, one sentence each. */
  public List<String> partialFigures() {
    return sentences(Gaps::nodes);
  }

  /** Rows that run on seeded values for missing weights, one sentence each. */
  public List<String> seededWeights() {
    return sentences(Gaps::weights);
  }

  private List<String> sentences(Function<Gaps, Optional<String>> gap) {
    return rows.stream()
        .flatMap(row ->
            gap.apply(row.network().gaps()).map(text -> row.label() + ": " + text + ".").stream())
        .toList();
  }

  private static String label(Design design, Sweep sweep) {
    return sweep.parameters().isEmpty()
        ? sweep.spec().name()
        : sweep.parameters().stream()
            .map(name -> name + "=" + design.value(name).text())
            .collect(Collectors.joining(", "));
  }

  private static String baseline(Sweep sweep, List<ComparedDesign> rows) {
    Optional<Baseline> baseline = sweep.spec().baseline();
    if (baseline.isEmpty()) {
      return rows.getFirst().label();
    }
    return switch (baseline.get()) {
      case Baseline.Reference(String name) -> name;
      case Baseline.Settings(Map<String, String> settings) ->
          rows.stream()
              .filter(row -> row.design().isPresent() && takes(row.design().get(), settings))
              .findFirst()
              .map(ComparedDesign::label)
              .orElseThrow(() ->
                  SpecException.ofFile(
                      sweep.spec().name(),
                      "the baseline " + settings + " is none of the designs swept",
                      "try to sweep these parameters too, or to fix them to these values"));
    };
  }

  private static boolean takes(Design design, Map<String, String> settings) {
    return settings.entrySet().stream()
        .allMatch(entry -> design.value(entry.getKey()).text().equals(entry.getValue()));
  }

  /** Collects rows and remembers which labels and graphs it has seen. */
  private static final class Layout {
    private final CostOptions options;
    private final List<ComparedDesign> rows = new ArrayList<>();
    private final Set<String> labels = new HashSet<>();
    private final Map<Fingerprint, String> seen = new HashMap<>();

    Layout(CostOptions options) {
      this.options = options;
    }

    void add(String name, Network network) {
      String label = free(name);
      Graph graph = network.graph();
      Fingerprint fingerprint = Fingerprint.of(graph);
      Optional<String> sameAs = Optional.ofNullable(seen.putIfAbsent(fingerprint, label));
      NetworkCost cost = NetworkCost.of(graph, options);
      rows.add(new ComparedDesign(label, network, cost, fingerprint, sameAs));
    }

    /** A unique label: two models may share a name, and a reference may have that of its spec. */
    private String free(String name) {
      String label = name;
      for (int count = 2; !labels.add(label); count++) {
        label = name + " (" + count + ")";
      }
      return label;
    }
  }
}
