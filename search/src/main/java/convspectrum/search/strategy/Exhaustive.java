package convspectrum.search.strategy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Every design, the last parameter fastest, in memory that does not grow with their number. */
final class Exhaustive implements Strategy {
  private static final int BATCH = 256;

  private final Iterator<Genome> designs;

  Exhaustive(Landscape landscape) {
    this.designs =
        landscape.designs().filter(genome -> landscape.violation(genome) == 0).iterator();
  }

  @Override
  public List<Genome> propose(Archive archive) {
    List<Genome> batch = new ArrayList<>(BATCH);
    while (batch.size() < BATCH && designs.hasNext()) {
      Genome genome = designs.next();
      if (!archive.contains(genome)) {
        batch.add(genome);
      }
    }
    return batch;
  }
}
