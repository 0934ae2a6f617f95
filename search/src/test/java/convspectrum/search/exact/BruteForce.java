package convspectrum.search.exact;

import convspectrum.search.strategy.Encoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Fronts by looking at every design. */
final class BruteForce {
  private BruteForce() {}

  /** The points that no design beats by the slack, in order, and all designs of each. */
  static Map<List<Long>, Set<Encoding>> front(ExactProblem problem, long... slack) {
    Map<List<Long>, Set<Encoding>> points = new TreeMap<>(order());
    problem
        .space()
        .encodings()
        .filter(problem::admits)
        .forEach(one -> {
          List<Long> point = problem.objectives().stream().map(f -> f.of(one)).toList();
          points.computeIfAbsent(point, _ -> new HashSet<>()).add(one);
        });
    List<List<Long>> all = new ArrayList<>(points.keySet());
    Map<List<Long>, Set<Encoding>> front = new LinkedHashMap<>();
    points.forEach((point, designs) -> {
      if (all.stream().noneMatch(other -> beats(other, point, slack))) {
        front.put(point, designs);
      }
    });
    return front;
  }

  private static boolean beats(List<Long> a, List<Long> b, long[] slack) {
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) + (slack.length == 0 ? 0 : slack[i]) > b.get(i)) {
        return false;
      }
    }
    return !a.equals(b);
  }

  private static Comparator<List<Long>> order() {
    return (a, b) -> {
      for (int i = 0; i < a.size(); i++) {
        int order = Long.compare(a.get(i), b.get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** What a solver found, in the same form. */
  static Map<List<Long>, Set<Encoding>> of(ExactFront front, int objectives) {
    Map<List<Long>, Set<Encoding>> points = new LinkedHashMap<>();
    for (int point = 0; point < front.size(); point++) {
      List<Long> values = new ArrayList<>();
      for (int i = 0; i < objectives; i++) {
        values.add(front.value(point, i));
      }
      List<Encoding> designs = front.designs(point, Integer.MAX_VALUE);
      Set<Encoding> different = new HashSet<>(designs);
      if (different.size() != designs.size() || designs.size() != front.designs(point)) {
        throw new AssertionError(
            "%s: %d designs, %d different, %d counted"
                .formatted(values, designs.size(), different.size(), front.designs(point)));
      }
      points.put(values, different);
    }
    return points;
  }
}
