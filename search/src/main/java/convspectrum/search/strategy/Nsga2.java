package convspectrum.search.strategy;

import java.util.ArrayList;
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

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    if (seen < archive.size()) {
      List<Archive.Entry> all = new ArrayList<>();
      population.forEach(one -> all.add(one.entry()));
      for (; seen < archive.size(); seen++) {
        all.add(archive.get(seen));
      }
      population = Ranked.best(all, POPULATION);
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
      Encoding mother = Ranked.parent(population, random);
      Encoding father = Ranked.parent(population, random);
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
}
