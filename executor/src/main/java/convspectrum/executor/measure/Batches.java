package convspectrum.executor.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups of designs whose programs, on all runtimes, fit into memory together. The baseline is in
 * every group, since speed-ups are ratios within rounds.
 */
final class Batches {
  private Batches() {}

  /** Returns the groups, in order; a design that is too large by itself still gets a group. */
  static List<List<String>> of(List<Lineup> lineups, Optional<String> baseline, long memoryBytes) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Lineup lineup : lineups) {
      lineup
          .subjects()
          .forEach(subject -> sizes.merge(subject.design(), subject.bytes(), Math::addExact));
    }
    long shared = baseline.map(sizes::get).orElse(0L);
    List<List<String>> batches = new ArrayList<>();
    List<String> current = new ArrayList<>(baseline.stream().toList());
    int fewest = current.size();
    long bytes = shared;
    for (Map.Entry<String, Long> design : sizes.entrySet()) {
      if (baseline.isPresent() && design.getKey().equals(baseline.get())) {
        continue;
      }
      if (current.size() > fewest && bytes + design.getValue() > memoryBytes) {
        batches.add(current);
        current = new ArrayList<>(baseline.stream().toList());
        bytes = shared;
      }
      current.add(design.getKey());
      bytes += design.getValue();
    }
    if (!current.isEmpty()) {
      batches.add(current);
    }
    return batches;
  }
}
