package convspectrum.search.design;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.DesignFaults;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The networks to compare, each with its cost: the references and designs of a sweep, or networks
 * of any kind. Immutable. A row is found by its label at once, since there may be 100,000.
 */
public final class Designs {
  private final String name;
  private final List<String> parameters;
  private final List<ComparedDesign> rows;
  private final String baseline;
  private final List<String> baselines;

  /** The place of each row by its label. */
  private final Map<String, Integer> places = new LinkedHashMap<>();

  /**
   * Designs of which each has a baseline.
   *
   * @param name of the spec, or of the first network
   * @param parameters names of the swept parameters
   * @param rows references first, then designs in the order of the sweep; at least one
   * @param baseline what speed-ups are relative to: the label of a row, or settings such as {@code
   *     kind=regular} where each row has its own
   * @param baselines for each row, in order, the label of the one that its speed-up is relative to
   */
  public Designs(
      String name,
      List<String> parameters,
      List<ComparedDesign> rows,
      String baseline,
      List<String> baselines) {
    this.name = name;
    this.parameters = List.copyOf(parameters);
    this.rows = List.copyOf(rows);
    this.baseline = baseline;
    this.baselines = List.copyOf(baselines);
    for (ComparedDesign row : rows) {
      if (places.putIfAbsent(row.label(), places.size()) != null) {
        throw new IllegalArgumentException("two designs are named " + row.label());
      }
    }
    for (String label : baselines) {
      if (!places.containsKey(label)) {
        throw new IllegalArgumentException("baseline " + label + " is none of " + places.keySet());
      }
    }
    if (baselines.size() != rows.size()) {
      throw new IllegalArgumentException(
          baselines.size() + " baselines of " + rows.size() + " rows; expected as many");
    }
  }

  /** Designs that are all relative to one row. */
  public Designs(String name, List<String> parameters, List<ComparedDesign> rows, String baseline) {
    this(name, parameters, rows, baseline, Collections.nCopies(rows.size(), baseline));
  }

  /**
   * Lists the designs of a sweep and computes their cost.
   *
   * @throws SpecException where a design does not fit, or the baseline is not in the sweep
   */
  public static Designs of(Sweep sweep, CostOptions options) {
    Layout layout = new Layout(options);
    Spec spec = sweep.spec();
    Map<String, ReferenceRows> references = new LinkedHashMap<>();
    List<Design> beside = new ArrayList<>();
    for (String reference : spec.references()) {
      ReferenceRows rows = ReferenceRows.of(sweep, reference);
      references.put(reference, rows);
      for (ReferenceRows.Row row : rows.rows()) {
        layout.add(row.label(), row.network());
        beside.add(row.design());
      }
    }
    DesignFaults faults = new DesignFaults();
    sweep
        .designs()
        .forEach(design -> {
          try {
            layout.add(label(design, sweep), Network.design(spec, design, sweep.input()));
            beside.add(design);
            faults.sound();
          } catch (SpecException e) {
            faults.add(design.toString(), e.faults());
          }
        });
    faults.throwIfAny(true);
    return RowBaselines.of(sweep, layout.rows, beside, references);
  }

  /** Compares networks of any kind, at least one; the first is the baseline. */
  public static Designs ofNetworks(List<Network> networks, CostOptions options) {
    Layout layout = new Layout(options);
    networks.forEach(network -> layout.add(network.name(), network));
    String first = layout.rows.getFirst().label();
    return new Designs(first, List.of(), layout.rows, first);
  }

  /** The name of the spec, or of the first network. */
  public String name() {
    return name;
  }

  /** The names of the swept parameters. */
  public List<String> parameters() {
    return parameters;
  }

  /** The references, then the designs in the order of the sweep; at least one. */
  public List<ComparedDesign> rows() {
    return rows;
  }

  /**
   * What speed-ups are relative to: the label of a row, or settings that each row has its own by.
   */
  public String baseline() {
    return baseline;
  }

  /** For each row, in order, the label of the one that its speed-up is relative to. */
  public List<String> baselines() {
    return baselines;
  }

  /** The rows to evaluate: each canonical graph once. */
  public List<ComparedDesign> distinct() {
    return rows.stream().filter(row -> row.sameAs().isEmpty()).toList();
  }

  /** The same without the rows whose canonical graph an earlier row has. */
  public Designs withoutRepeats() {
    List<ComparedDesign> kept = distinct();
    return new Designs(
        name,
        parameters,
        kept,
        places.containsKey(baseline) ? row(baseline).evaluatedAs() : baseline,
        kept.stream().map(row -> baselineOf(row).evaluatedAs()).toList());
  }

  /** The row that the speed-up of the first row is relative to. */
  public ComparedDesign baselineRow() {
    return row(baselines.getFirst());
  }

  /** The row that the speed-up of a row is relative to. */
  public ComparedDesign baselineOf(ComparedDesign row) {
    return row(baselines.get(place(row.label())));
  }

  /** Whether rows differ in what their speed-ups are relative to. */
  public boolean hasSeveralBaselines() {
    return baselines.stream().distinct().count() > 1;
  }

  private ComparedDesign row(String label) {
    return rows.get(place(label));
  }

  private int place(String label) {
    return Objects.requireNonNull(places.get(label), label);
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
