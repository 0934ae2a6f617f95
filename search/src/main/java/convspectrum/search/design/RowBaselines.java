package convspectrum.search.design;

import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import convspectrum.spec.parameter.Parameter;
import convspectrum.spec.template.Baseline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
   * @param beside for each row, in order, its design, or one that it stands beside as a reference
   * @param references by name
   * @throws SpecException where the baseline of a design is not in the sweep
   */
  static Designs of(
      Sweep sweep,
      List<ComparedDesign> rows,
      List<Design> beside,
      Map<String, ReferenceRows> references) {
    Optional<Baseline> baseline = sweep.spec().baseline();
    if (baseline.isEmpty() && references.isEmpty()) {
      String first = rows.getFirst().label();
      return new Designs(sweep.spec().name(), sweep.parameters(), rows, first);
    }
    // Without a baseline, the first reference is it.
    Baseline chosen =
        baseline.orElseGet(() -> new Baseline.Reference(references.keySet().iterator().next()));
    return switch (chosen) {
      case Baseline.Reference(String label) -> {
        ReferenceRows reference = Objects.requireNonNull(references.get(label));
        yield designs(sweep, rows, label, beside.stream().map(reference::beside).toList());
      }
      case Baseline.Settings(Map<String, String> settings) ->
          designs(
              sweep,
              rows,
              words(settings),
              new RowBaselines(sweep, settings, rows).of(rows, beside));
    };
  }

  private static Designs designs(
      Sweep sweep, List<ComparedDesign> rows, String words, List<String> found) {
    boolean one = found.stream().distinct().count() == 1;
    return new Designs(
        sweep.spec().name(), sweep.parameters(), rows, one ? found.getFirst() : words, found);
  }

  private List<String> of(List<ComparedDesign> rows, List<Design> beside) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Design wanted = with(beside.get(i));
      String label = labels.get(canonical(wanted));
      if (label == null) {
        throw missing(rows.get(i), wanted);
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
    return sweep.spec().canonical(design);
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
