package convspectrum.search.strategy;

import convspectrum.search.pareto.Front;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A design with its place among others, as NSGA-II defines it (Deb, Pratap, Agarwal and Meyarivan,
 * IEEE TEC 2002).
 *
 * @param rank of its layer: 0 is the front, 1 the front of the rest, and so on
 * @param crowding sum over the objectives of the gap between its neighbours in the layer, as a
 *     share of the layer's range; infinite at the ends
 */
record Ranked(Archive.Entry entry, int rank, double crowding) {
  /** The best first: by layer, in a layer the loneliest first. */
  private static final Comparator<Ranked> ORDER =
      Comparator.comparingInt(Ranked::rank).thenComparingDouble(one -> -one.crowding());

  /** Designs that break fewer constraints first; of equal ones those that may dominate first. */
  private static final Comparator<Archive.Entry> DOMINATORS_FIRST =
      Comparator.comparingDouble(Archive.Entry::violation)
          .thenComparing(Archive.Entry::values, Ranked::lexicographic);

  /** The best of some designs, in order; {@code most} of them, or all where there are fewer. */
  static List<Ranked> best(List<Archive.Entry> entries, int most) {
    int[] ranks = ranks(entries);
    List<Ranked> ranked = new ArrayList<>();
    for (int rank = 0; ranked.size() < Math.min(most, ranks.length); rank++) {
      List<Archive.Entry> layer = new ArrayList<>();
      for (int i = 0; i < ranks.length; i++) {
        if (ranks[i] == rank) {
          layer.add(entries.get(i));
        }
      }
      ranked.addAll(crowded(layer, rank));
    }
    ranked.sort(ORDER);
    return List.copyOf(ranked.subList(0, Math.min(most, ranked.size())));
  }

  /** The better of two of these designs that are drawn at random, as a parent. */
  static Encoding parent(List<Ranked> designs, SplitMix random) {
    Ranked a = designs.get(random.nextInt(designs.size()));
    Ranked b = designs.get(random.nextInt(designs.size()));
    return (ORDER.compare(a, b) <= 0 ? a : b).entry().encoding();
  }

  /** For each design the number of designs in the longest chain of those that dominate it. */
  private static int[] ranks(List<Archive.Entry> entries) {
    Integer[] order = new Integer[entries.size()];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing(entries::get, DOMINATORS_FIRST));
    int[] ranks = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      Archive.Entry one = entries.get(order[i]);
      for (int j = 0; j < i; j++) {
        if (ranks[order[j]] >= ranks[order[i]] && dominates(entries.get(order[j]), one)) {
          ranks[order[i]] = ranks[order[j]] + 1;
        }
      }
    }
    return ranks;
  }

  private static int lexicographic(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i]) {
        return a[i] < b[i] ? -1 : 1;
      }
    }
    return 0;
  }

  /** Feasible designs dominate infeasible ones; of two infeasible ones, the smaller violation. */
  private static boolean dominates(Archive.Entry a, Archive.Entry b) {
    return (a.isFeasible() && b.isFeasible())
        ? Front.dominates(a.values(), b.values())
        : a.violation() < b.violation();
  }

  private static List<Ranked> crowded(List<Archive.Entry> layer, int rank) {
    double[] crowding = new double[layer.size()];
    int objectives = layer.getFirst().values().length;
    for (int objective = 0; objective < objectives; objective++) {
      int which = objective;
      Integer[] order = new Integer[layer.size()];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, Comparator.comparingDouble(i -> layer.get(i).value(which)));
      double low = layer.get(order[0]).value(which);
      double range = layer.get(order[order.length - 1]).value(which) - low;
      crowding[order[0]] = Double.POSITIVE_INFINITY;
      crowding[order[order.length - 1]] = Double.POSITIVE_INFINITY;
      for (int i = 1; i + 1 < order.length && range > 0 && Double.isFinite(range); i++) {
        double gap = layer.get(order[i + 1]).value(which) - layer.get(order[i - 1]).value(which);
        crowding[order[i]] += gap / range;
      }
    }
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < crowding.length; i++) {
      ranked.add(new Ranked(layer.get(i), rank, crowding[i]));
    }
    return ranked;
  }
}
