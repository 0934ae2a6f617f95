package convspectrum.reports.cost;

import convspectrum.spec.expression.NearestDivisor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What {@code nearest_divisor} made of the numbers that a design asks for, in words. */
public final class UsedDivisors {
  /** Number of divisors that are listed one by one; of more, only the first and the last are. */
  private static final int LISTED = 6;

  private UsedDivisors() {}

  /** {@code 28, 32} where one number is asked for; empty where none is. */
  public static String brief(List<NearestDivisor> taken) {
    Map<String, NavigableSet<Long>> byWanted = byWanted(taken);
    return byWanted.size() == 1 ? list(byWanted.values().iterator().next()) : full(taken);
  }

  /** {@code 32 → 28, 32}; empty where none is asked for. */
  static String full(List<NearestDivisor> taken) {
    return byWanted(taken).entrySet().stream()
        .map(entry -> entry.getKey() + " → " + list(entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static Map<String, NavigableSet<Long>> byWanted(List<NearestDivisor> taken) {
    Map<String, NavigableSet<Long>> byWanted = new LinkedHashMap<>();
    taken.forEach(
        one -> byWanted.computeIfAbsent(one.wanted(), _ -> new TreeSet<>()).add(one.used()));
    return byWanted;
  }

  private static String list(NavigableSet<Long> used) {
    return used.size() > LISTED
        ? "%d to %d (%d values)".formatted(used.first(), used.last(), used.size())
        : used.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
