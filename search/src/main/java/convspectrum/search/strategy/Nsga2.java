package convspectrum.search.strategy;

import convspectrum.search.pareto.Front;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * NSGA-II (Deb, Pratap, Agarwal and Meyarivan, IEEE TEC 2002) over integer encodings: binary
 * tournaments by rank and crowding, uniform crossover, every index mutated with probability 1/n,
 * the better half of parents and children survives. Children that were evaluated before are
 * replaced by new ones.
 */
final class Nsga2 implements Strategy {
  private static final int POPULATION = 32;
  private static final double CROSSOVER = 0.9;
  private static final int ATTEMPTS = 50;

  private final SplitMix random;
  private final Variation variation;
  private final Landscape landscape;
  private List<Ranked> population = List.of();
  private int seen;

  Nsga2(Landscape landscape, long seed) {
    this.landscape = landscape;
    this.random = new SplitMix(seed);
    this.variation = new Variation(landscape, random);
  }

  /** A design with its place in the population: rank 0 is the front. */
  private record Ranked(Archive.Entry entry, int rank, double crowding) {}

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    if (seen < archive.size()) {
      List<Archive.Entry> all = new ArrayList<>();
      population.forEach(one -> all.add(one.entry()));
      for (; seen < archive.size(); seen++) {
        all.add(archive.get(seen));
      }
      population = survivors(all);
    }
    Set<Encoding> batch = new LinkedHashSet<>();
    while (batch.size() < Math.min(POPULATION, most)) {
      Optional<Encoding> child = population.isEmpty() ? Optional.empty() : child(archive, batch);
      Optional<Encoding> next = child.or(() -> variation.fresh(archive, batch));
      if (next.isEmpty()) {
        break;
      }
      batch.add(next.get());
    }
    return List.copyOf(batch);
  }

  private Optional<Encoding> child(Archive archive, Set<Encoding> batch) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Encoding mother = parent();
      Encoding father = parent();
      Encoding child = random.chance(CROSSOVER) ? variation.crossed(mother, father) : mother;
      Optional<Encoding> design =
          variation
              .feasible(mutated(child))
              .filter(one -> !archive.contains(one) && !batch.contains(one));
      if (design.isPresent()) {
        return design;
      }
    }
    return Optional.empty();
  }

  private Encoding mutated(Encoding encoding) {
    Encoding result = encoding;
    for (int i = 0; i < encoding.size(); i++) {
      int choices = landscape.space().choices(i);
      if (choices > 1 && random.chance(1.0 / encoding.size())) {
        int choice = random.nextInt(choices - 1);
        result = result.with(i, choice >= encoding.index(i) ? choice + 1 : choice);
      }
    }
    return result;
  }

  private Encoding parent() {
    Ranked a = population.get(random.nextInt(population.size()));
    Ranked b = population.get(random.nextInt(population.size()));
    return (ORDER.compare(a, b) <= 0 ? a : b).entry().encoding();
  }

  private static final Comparator<Ranked> ORDER =
      Comparator.comparingInt(Ranked::rank).thenComparingDouble(one -> -one.crowding());

  private static List<Ranked> survivors(List<Archive.Entry> entries) {
    List<Archive.Entry> left = new ArrayList<>(entries);
    List<Ranked> ranked = new ArrayList<>();
    for (int rank = 0; ranked.size() < POPULATION && !left.isEmpty(); rank++) {
      List<Archive.Entry> layer = new ArrayList<>();
      for (Archive.Entry one : left) {
        if (left.stream().noneMatch(other -> dominates(other, one))) {
          layer.add(one);
        }
      }
      left.removeAll(layer);
      ranked.addAll(crowded(layer, rank));
    }
    ranked.sort(ORDER);
    return List.copyOf(ranked.subList(0, Math.min(POPULATION, ranked.size())));
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
