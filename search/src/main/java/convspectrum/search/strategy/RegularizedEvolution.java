package convspectrum.search.strategy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Regularized evolution (Real, Aggarwal, Huang and Le, AAAI 2019): the best of a random sample of
 * the population is mutated, and the oldest is removed. A child that was evaluated before costs
 * nothing here: it joins the population with the value it has, and another child is made.
 *
 * <p>With several objectives, each sample is compared by a weighted maximum of the objectives,
 * scaled to the range of the population, with newly drawn weights.
 */
final class RegularizedEvolution implements Strategy {
  private static final int POPULATION = 100;
  private static final int SAMPLE = 25;
  private static final int BATCH = 2;
  private static final int ATTEMPTS = 400;

  private final SplitMix random;
  private final Variation variation;

  /** A ring: once full, the oldest is at {@link #oldest}, and the others follow by age. */
  private final List<Archive.Entry> population = new ArrayList<>(POPULATION);

  private int oldest;
  private int seen;

  RegularizedEvolution(Landscape landscape, long seed) {
    this.random = new SplitMix(seed);
    this.variation = new Variation(landscape, random);
  }

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    for (; seen < archive.size(); seen++) {
      join(archive.get(seen));
    }
    Set<Encoding> batch = new LinkedHashSet<>();
    if (population.size() < POPULATION) {
      int missing = Math.min(POPULATION - population.size(), most);
      for (int i = 0; i < missing; i++) {
        variation.fresh(archive, batch).ifPresent(batch::add);
      }
      if (!batch.isEmpty() || population.isEmpty()) {
        return List.copyOf(batch);
      }
    }
    for (int i = 0; i < ATTEMPTS && batch.size() < BATCH; i++) {
      Optional<Encoding> child = variation.feasible(variation.mutated(parent().encoding(), 1));
      if (child.isPresent()) {
        Optional<Archive.Entry> known = archive.find(child.get());
        known.ifPresentOrElse(this::join, () -> batch.add(child.get()));
      }
    }
    if (batch.isEmpty()) {
      variation.fresh(archive, batch).ifPresent(batch::add);
    }
    return List.copyOf(batch);
  }

  private void join(Archive.Entry entry) {
    if (population.size() < POPULATION) {
      population.add(entry);
    } else {
      population.set(oldest, entry);
      oldest = (oldest + 1) % POPULATION;
    }
  }

  private Archive.Entry parent() {
    List<Archive.Entry> sample = new ArrayList<>(SAMPLE);
    for (int i = 0; i < SAMPLE; i++) {
      int age = random.nextInt(population.size());
      sample.add(population.get((oldest + age) % population.size()));
    }
    return WeightedMaximum.drawn(population, random).best(sample);
  }
}
