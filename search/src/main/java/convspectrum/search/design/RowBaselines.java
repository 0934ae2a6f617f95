package convspectrum.search.design;

import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.template.Baseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the baseline of each design of a sweep. Settings such as {@code {kind: regular}} mean the
 * design that differs from a row in these alone, so that designs of other shapes have baselines of
 * their own.
 */
final class RowBaselines {
  private final Sweep sweep;
  private final Map<String, String> settings;
  private final Map<Design, String> labels = new HashMap<>();

  private RowBaselines(Sweep sweep, Map<String, String> settings, List<ComparedDesign> rows) {
    this.sweep = sweep;
    this.settings = settings;
    for (ComparedDesign row : rows) {
      row.design().ifPresent(design -> labels.putIfAbsent(canonical(design), row.label()));
    }
  }

  /**
   * The designs with their baselines.
   *
   * @throws SpecException where the baseline of a design is not in the sweep
   */
  static Designs of(Sweep sweep, List<ComparedDesign> rows) {
    String name = sweep.spec().name();
    Optional<Baseline> baseline = sweep.spec().baseline();
    if (baseline.isEmpty()) {
      return new Designs(name, sweep.parameters(), rows, rows.getFirst().label());
    }
    return switch (baseline.get()) {
      case Baseline.Reference(String label) -> new Designs(name, sweep.parameters(), rows, label);
      case Baseline.Settings(Map<String, String> settings) -> {
        List<String> found = new RowBaselines(sweep, settings, rows).of(rows);
        String words = found.stream().distinct().count() == 1 ? found.getFirst() : words(settings);
        yield new Designs(name, sweep.parameters(), rows, words, found);
      }
    };
  }

  private List<String> of(List<ComparedDesign> rows) {
    List<String> found = new ArrayList<>();
    for (ComparedDesign row : rows) {
      // A reference is built with the values that are not swept.
      Design wanted = with(row.design().orElse(sweep.base()));
      String label = labels.get(canonical(wanted));
      if (label == null) {
        throw missing(row, wanted);
      }
      found.add(label);
    }
    return found;
  }

  private Design with(Design design) {
    Design result = design;
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      int index = sweep.spec().space().indexOf(setting.getKey());
      Parameter parameter = sweep.spec().parameters().get(index);
      result = result.with(index, parameter.find(setting.getValue()).orElseThrow());
    }
    return result;
  }

  private Design canonical(Design design) {
    Spec spec = sweep.spec();
    return spec.canonical(design);
  }

  private SpecException missing(ComparedDesign row, Design wanted) {
    List<String> fixed =
        settings.keySet().stream().filter(name -> !sweep.parameters().contains(name)).toList();
    String what =
        sweep.parameters().isEmpty()
            ? words(settings)
            : sweep.parameters().stream()
                .map(name -> name + "=" + wanted.value(name).text())
                .collect(Collectors.joining(", "));
    return SpecException.ofFile(
        sweep.spec().name(),
        "the baseline %s of the design %s is none of the designs swept"
            .formatted(fixed.isEmpty() ? what : words(settings), row.label()),
        fixed.isEmpty()
            ? "try to add it to the choices, or a baseline that every design has"
            : "try to sweep %s too, or to fix %s"
                .formatted(String.join(", ", fixed), words(settings)));
  }

  private static String words(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
