package convspectrum.search.solution;

import convspectrum.search.exact.ExactFront;
import convspectrum.search.strategy.Encoding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Some designs of the points of a front, spread evenly where there are too many. */
final class Spread {
  private Spread() {}

  /** Designs of all points: all, or so many. */
  static List<Encoding> of(ExactFront front, int most) {
    return of(front, IntStream.range(0, front.size()).boxed().toList(), most);
  }

  /**
   * Designs of some points.
   *
   * @param points in the order of the front
   * @param most how many designs; of fewer than there are points, every n-th point has one
   */
  static List<Encoding> of(ExactFront front, List<Integer> points, int most) {
    List<Encoding> designs = new ArrayList<>();
    if (points.size() > most) {
      for (int i = 0; i < most; i++) {
        long index = most == 1 ? 0 : (long) i * (points.size() - 1) / (most - 1);
        designs.addAll(front.designs(points.get((int) index), 1));
      }
      return designs;
    }
    // What points with few designs leave is for those with more.
    List<Integer> byDesigns =
        points.stream().sorted(Comparator.comparingLong(front::designs)).toList();
    Map<Integer, Integer> shares = new HashMap<>();
    long rest = most;
    for (int i = 0; i < byDesigns.size(); i++) {
      long share = Math.min(front.designs(byDesigns.get(i)), rest / (byDesigns.size() - i));
      shares.put(byDesigns.get(i), (int) share);
      rest -= share;
    }
    for (int point : points) {
      designs.addAll(front.designs(point, shares.getOrDefault(point, 0)));
    }
    return designs;
  }
}
