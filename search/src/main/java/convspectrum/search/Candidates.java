package convspectrum.search;

import convspectrum.costmodel.CostOptions;
import convspectrum.costmodel.NetworkCost;
import convspectrum.spec.Spec;
import convspectrum.spec.canonical.Fingerprint;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.graph.Graph;
import convspectrum.spec.graph.Shape;
import convspectrum.spec.graph.ShapeException;
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
 * The references and designs of a sweep, each with its cost.
 *
 * @param name of the spec
 * @param parameters names of the swept parameters
 * @param rows references first, then designs in the order of the sweep; at least one
 * @param baseline label of the row that speed-ups are relative to
 */
public record Candidates(
    String name, List<String> parameters, List<Candidate> rows, String baseline) {
  public Candidates {
    parameters = List.copyOf(parameters);
    rows = List.copyOf(rows);
    Set<String> labels = new LinkedHashSet<>();
    for (Candidate row : rows) {
      if (!labels.add(row.label())) {
        throw new IllegalArgumentException("two candidates are named " + row.label());
      }
    }
    if (!labels.contains(baseline)) {
      throw new IllegalArgumentException("baseline " + baseline + " is none of " + labels);
    }
  }

  /**
   * Lays out a sweep and counts it.
   *
   * @throws SpecException where a design does not fit, or the baseline is not in the sweep
   */
  public static Candidates of(Sweep sweep, CostOptions options) {
    Layout layout = new Layout(options);
    Spec spec = sweep.spec();
    for (String reference : spec.references()) {
      layout.add(
          reference,
          Optional.empty(),
          sweep.reference(reference),
          shape -> spec.reference(reference, sweep.base(), shape));
    }
    sweep
        .designs()
        .forEach(design ->
            layout.add(
                label(design, sweep),
                Optional.of(design),
                sweep.graph(design),
                shape -> spec.graph(design, shape)));
    return new Candidates(
        spec.name(), sweep.parameters(), layout.rows, baseline(sweep, layout.rows));
  }

  /**
   * Single designs of several specs; the first is the baseline.
   *
   * @param models each a sweep in which nothing varies
   */
  public static Candidates ofModels(List<Sweep> models, CostOptions options) {
    Layout layout = new Layout(options);
    for (Sweep model : models) {
      Spec spec = model.spec();
      Design design = model.base();
      layout.add(
          spec.name(),
          Optional.of(design),
          model.graph(design),
          shape -> spec.graph(design, shape));
    }
    String first = layout.rows.getFirst().label();
    return new Candidates(first, List.of(), layout.rows, first);
  }

  /** The rows to evaluate: each canonical graph once. */
  public List<Candidate> distinct() {
    return rows.stream().filter(row -> row.sameAs().isEmpty()).toList();
  }

  /** The row that speed-ups are relative to. */
  public Candidate baselineRow() {
    return rows.stream().filter(row -> row.label().equals(baseline)).findFirst().orElseThrow();
  }

  private static String label(Design design, Sweep sweep) {
    return sweep.parameters().isEmpty()
        ? sweep.spec().name()
        : sweep.parameters().stream()
            .map(name -> name + "=" + design.value(name).text())
            .collect(Collectors.joining(", "));
  }

  private static String baseline(Sweep sweep, List<Candidate> rows) {
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
              .map(Candidate::label)
              .orElseThrow(() ->
                  SpecException.ofFile(
                      sweep.spec().name(),
                      "the baseline " + settings + " is none of the designs swept",
                      "sweep these parameters too, or fix them to these values"));
    };
  }

  private static boolean takes(Design design, Map<String, String> settings) {
    return settings.entrySet().stream()
        .allMatch(entry -> design.value(entry.getKey()).text().equals(entry.getValue()));
  }

  /** Rows as they are added, with what was seen before. */
  private static final class Layout {
    private final CostOptions options;
    private final List<Candidate> rows = new ArrayList<>();
    private final Set<String> labels = new HashSet<>();
    private final Map<Fingerprint, String> seen = new HashMap<>();

    Layout(CostOptions options) {
      this.options = options;
    }

    void add(String name, Optional<Design> design, Graph graph, Function<Shape, Graph> resized) {
      String label = free(name);
      Fingerprint fingerprint = Fingerprint.of(graph);
      Optional<String> sameAs = Optional.ofNullable(seen.putIfAbsent(fingerprint, label));
      NetworkCost cost = NetworkCost.of(graph, options);
      rows.add(new Candidate(label, design, graph, cost, fingerprint, sameAs, refusing(resized)));
    }

    /** A name for the row: two models may share one, and a reference may be called as its spec. */
    private String free(String name) {
      String label = name;
      for (int count = 2; !labels.add(label); count++) {
        label = name + " (" + count + ")";
      }
      return label;
    }

    /** A design that has no form of that size is a matter of shapes here, not of the document. */
    private static Function<Shape, Graph> refusing(Function<Shape, Graph> resized) {
      return shape -> {
        try {
          return resized.apply(shape);
        } catch (SpecException e) {
          throw new ShapeException(String.valueOf(e.getMessage()), e);
        }
      };
    }
  }
}
