package convspectrum.search.strategy;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes new designs: at random, from one or from two others; and mends those that break bounds. */
final class Variation {
  /** Attempts at something new before a space is taken for nearly exhausted. */
  private static final int ATTEMPTS = 200;

  /** The largest space that is walked through for what is left of it. */
  private static final BigInteger WALKABLE = BigInteger.valueOf(10_000_000);

  private final Landscape landscape;
  private final SplitMix random;

  Variation(Landscape landscape, SplitMix random) {
    this.landscape = landscape;
    this.random = random;
  }

  /** With {@code changes} random parameters set to another of their choices. */
  Genome mutated(Genome genome, int changes) {
    GenomeSpace space = landscape.space();
    int[] genes = genome.toArray();
    for (int i = 0; i < changes; i++) {
      int parameter = random.nextInt(genes.length);
      if (space.choices(parameter) > 1) {
        int choice = random.nextInt(space.choices(parameter) - 1);
        genes[parameter] = choice >= genes[parameter] ? choice + 1 : choice;
      }
    }
    return Genome.owning(genes);
  }

  /** Each parameter from one of the two. */
  Genome crossed(Genome mother, Genome father) {
    int[] genes = mother.toArray();
    for (int i = 0; i < genes.length; i++) {
      if (random.chance(0.5)) {
        genes[i] = father.gene(i);
      }
    }
    return Genome.owning(genes);
  }

  Genome random() {
    return landscape.space().random(random);
  }

  /**
   * The canonical design, mended where it breaks a constraint: single parameters are changed, in
   * random order, as long as that breaks less. None where this leads nowhere.
   */
  Optional<Genome> feasible(Genome genome) {
    Genome design = landscape.canonical(genome);
    double violation = landscape.violation(design);
    while (violation > 0) {
      Genome better = null;
      int parameters = design.size();
      int start = random.nextInt(parameters);
      for (int i = 0; i < parameters && better == null; i++) {
        int parameter = (start + i) % parameters;
        for (int choice = 0; choice < landscape.space().choices(parameter); choice++) {
          Genome changed = landscape.canonical(design.with(parameter, choice));
          double left = landscape.violation(changed);
          if (left < violation) {
            violation = left;
            better = changed;
          }
        }
      }
      if (better == null) {
        return Optional.empty();
      }
      design = better;
    }
    return Optional.of(design);
  }

  /** A random design that is feasible and new; none where nothing is left. */
  Optional<Genome> fresh(Archive archive, Collection<Genome> taken) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Genome> genome =
          feasible(random()).filter(one -> !archive.contains(one) && !taken.contains(one));
      if (genome.isPresent()) {
        return genome;
      }
    }
    return remaining(archive, taken);
  }

  private Optional<Genome> remaining(Archive archive, Collection<Genome> taken) {
    if (landscape.space().size().compareTo(WALKABLE) > 0) {
      return Optional.empty();
    }
    Set<Genome> out = new HashSet<>(taken);
    try (Stream<Genome> all = landscape.designs()) {
      Iterator<Genome> left =
          all.filter(one -> !out.contains(one) && !archive.contains(one))
              .filter(one -> landscape.violation(one) == 0)
              .iterator();
      return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }
  }
}
