package convspectrum.search.strategy;

import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes new designs at random or from one or two others, and repairs those that break bounds. */
final class Variation {
  /** Attempts at a new design before a space counts as nearly exhausted. */
  private static final int ATTEMPTS = 200;

  /** The largest space that is enumerated to find the designs that are left. */
  private static final BigInteger WALKABLE = BigInteger.valueOf(10_000_000);

  private final Landscape landscape;
  private final SplitMix random;

  Variation(Landscape landscape, SplitMix random) {
    this.landscape = landscape;
    this.random = random;
  }

  /** A copy with {@code changes} random parameters set to another of their choices. */
  Encoding mutated(Encoding encoding, int changes) {
    EncodingSpace space = landscape.space();
    int[] indices = encoding.toArray();
    for (int i = 0; i < changes; i++) {
      int parameter = random.nextInt(indices.length);
      if (space.choices(parameter) > 1) {
        int choice = random.nextInt(space.choices(parameter) - 1);
        indices[parameter] = choice >= indices[parameter] ? choice + 1 : choice;
      }
    }
    return Encoding.owning(indices);
  }

  /** A design that takes each parameter from one of the two. */
  Encoding crossed(Encoding mother, Encoding father) {
    int[] indices = mother.toArray();
    for (int i = 0; i < indices.length; i++) {
      if (random.chance(0.5)) {
        indices[i] = father.index(i);
      }
    }
    return Encoding.owning(indices);
  }

  Encoding random() {
    return landscape.space().random(random);
  }

  /**
   * The canonical design, repaired where it breaks a constraint: single parameters are changed, in
   * random order, as long as that reduces the violation. None where the repair fails.
   */
  Optional<Encoding> feasible(Encoding encoding) {
    Encoding design = landscape.canonical(encoding);
    double violation = landscape.violation(design);
    while (violation > 0) {
      Encoding better = null;
      int parameters = design.size();
      int start = random.nextInt(parameters);
      for (int i = 0; i < parameters && better == null; i++) {
        int parameter = (start + i) % parameters;
        for (int choice = 0; choice < landscape.space().choices(parameter); choice++) {
          Encoding changed = landscape.canonical(design.with(parameter, choice));
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
  Optional<Encoding> fresh(Archive archive, Collection<Encoding> taken) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Encoding> encoding =
          feasible(random()).filter(one -> !archive.contains(one) && !taken.contains(one));
      if (encoding.isPresent()) {
        return encoding;
      }
    }
    return remaining(archive, taken);
  }

  private Optional<Encoding> remaining(Archive archive, Collection<Encoding> taken) {
    if (landscape.space().size().compareTo(WALKABLE) > 0) {
      return Optional.empty();
    }
    Set<Encoding> out = new HashSet<>(taken);
    try (Stream<Encoding> all = landscape.designs()) {
      Iterator<Encoding> left =
          all.filter(one -> !out.contains(one) && !archive.contains(one))
              .filter(one -> landscape.violation(one) == 0)
              .iterator();
      return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }
  }
}
