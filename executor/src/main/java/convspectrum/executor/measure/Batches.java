package convspectrum.executor.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Groups of designs whose programs, on all runtimes, fit into memory together. The baseline is in
 * every group, since speed-ups are ratios within rounds. Where baselines keep their designs apart,
 * each has groups of its own.
 */
final class Batches {
  private Batches() {}

  /**
   * How many parts designs are measured in.
   *
   * @param batches all of them
   * @param groups how many there would be if memory had no end
   */
  record Parts(int batches, int groups) {
    static Parts of(List<List<String>> batches, List<Lineup> lineups, Baselines baselines) {
      return new Parts(batches.size(), Batches.of(lineups, baselines, Long.MAX_VALUE).size());
    }
  }

  /** Returns the groups, in order; a design that is too large by itself still gets a group. */
  static List<List<String>> of(List<Lineup> lineups, Baselines baselines, long memoryBytes) {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (Lineup lineup : lineups) {
      lineup
          .designs()
          .forEach(design -> sizes.merge(design.design(), design.bytes(), Math::addExact));
    }
    List<List<String>> batches = new ArrayList<>();
    Set<String> current = new LinkedHashSet<>();
    long bytes = 0;
    for (String design : order(sizes.keySet(), baselines)) {
      List<String> together =
          Stream.concat(baselines.of(design).stream(), Stream.of(design)).toList();
      long more = bytesOf(together, current, sizes);
      boolean othersAlready = current.stream().anyMatch(one -> !together.contains(one));
      boolean full = bytes + more > memoryBytes || baselines.areApart(current, design);
      if (othersAlready && !current.contains(design) && full) {
        batches.add(List.copyOf(current));
        current.clear();
        bytes = 0;
        more = bytesOf(together, current, sizes);
      }
      current.addAll(together);
      bytes += more;
    }
    if (!current.isEmpty()) {
      batches.add(List.copyOf(current));
    }
    return batches;
  }

  /** What a group needs of the budget, relative to the others. */
  static double share(List<String> batch, List<Lineup> lineups) {
    return lineups.stream()
        .flatMap(lineup -> lineup.designs().stream())
        .filter(design -> batch.contains(design.design()))
        .mapToDouble(TimedDesign::share)
        .sum();
  }

  /** Each baseline with its designs, in the order in which designs are first found. */
  private static List<String> order(Set<String> designs, Baselines baselines) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    for (String design : designs) {
      groups.computeIfAbsent(baselines.of(design).orElse(""), _ -> new ArrayList<>()).add(design);
    }
    return groups.values().stream()
        .flatMap(group ->
            group.stream().filter(design -> group.size() == 1 || !baselines.isBaseline(design)))
        .toList();
  }

  private static long bytesOf(List<String> wanted, Set<String> there, Map<String, Long> sizes) {
    return wanted.stream()
        .distinct()
        .filter(design -> !there.contains(design))
        .mapToLong(design -> sizes.getOrDefault(design, 0L))
        .sum();
  }
}
