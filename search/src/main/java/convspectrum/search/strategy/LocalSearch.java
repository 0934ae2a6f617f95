package convspectrum.search.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Local search from a given design: all designs that differ from it in one parameter, then those
 * that differ in one parameter from the designs on the front of these, and so on (Pareto local
 * search of Paquete, Chiarandini and Stützle, 2004). At a local optimum it goes on from a design a
 * few changes away.
 */
final class LocalSearch implements Strategy {
  private static final int BATCH = 16;
  private static final int KICK = 3;
  private static final int ATTEMPTS = 200;

  private final Landscape landscape;
  private final SplitMix random;
  private final Variation variation;
  private final Encoding start;
  private final Set<Encoding> expanded = new HashSet<>();
  private final List<Encoding> waiting = new ArrayList<>();
  private boolean started;

  LocalSearch(Landscape landscape, long seed, Encoding start) {
    this.landscape = landscape;
    this.random = new SplitMix(seed);
    this.variation = new Variation(landscape, random);
    this.start = start;
  }

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    Set<Encoding> batch = new LinkedHashSet<>();
    if (!started) {
      started = true;
      variation.feasible(start).filter(one -> !archive.contains(one)).ifPresent(batch::add);
    }
    while (batch.size() < Math.min(BATCH, most)) {
      if (waiting.isEmpty() && !expand(archive)) {
        break;
      }
      Encoding next = landscape.canonical(waiting.removeLast());
      if (!archive.contains(next) && !batch.contains(next) && landscape.violation(next) == 0) {
        batch.add(next);
      }
    }
    if (batch.isEmpty()) {
      kicked(archive).or(() -> variation.fresh(archive, batch)).ifPresent(batch::add);
    }
    return List.copyOf(batch);
  }

  /** Adds the neighbours of a design of the front to the queue, in random order. */
  private boolean expand(Archive archive) {
    for (Archive.Entry entry : archive.front()) {
      if (expanded.add(entry.encoding())) {
        neighbours(entry.encoding());
        if (!waiting.isEmpty()) {
          return true;
        }
      }
    }
    // A design that a kick found is a new start, even if it is not on the front.
    if (archive.size() > 0) {
      Encoding last = archive.get(archive.size() - 1).encoding();
      if (archive.front().isEmpty() && expanded.add(last)) {
        neighbours(last);
      }
    }
    return !waiting.isEmpty();
  }

  private void neighbours(Encoding encoding) {
    for (int parameter = 0; parameter < encoding.size(); parameter++) {
      for (int choice = 0; choice < landscape.space().choices(parameter); choice++) {
        if (choice != encoding.index(parameter)) {
          // Whether it keeps the constraints is looked at when its turn comes, if it comes.
          waiting.add(random.nextInt(waiting.size() + 1), encoding.with(parameter, choice));
        }
      }
    }
  }

  private Optional<Encoding> kicked(Archive archive) {
    List<Archive.Entry> front = archive.front();
    for (int i = 0; i < ATTEMPTS && !front.isEmpty(); i++) {
      Encoding from = front.get(random.nextInt(front.size())).encoding();
      Optional<Encoding> kicked =
          variation.feasible(variation.mutated(from, KICK)).filter(one -> !archive.contains(one));
      if (kicked.isPresent()) {
        return kicked;
      }
    }
    return Optional.empty();
  }
}
