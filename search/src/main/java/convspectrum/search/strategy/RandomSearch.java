package convspectrum.search.strategy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Random designs, none twice: the baseline for every other strategy. */
final class RandomSearch implements Strategy {
  private static final int BATCH = 16;

  private final Variation variation;

  RandomSearch(Landscape landscape, long seed) {
    this.variation = new Variation(landscape, new SplitMix(seed));
  }

  @Override
  public List<Encoding> propose(Archive archive, int most) {
    Set<Encoding> batch = new LinkedHashSet<>();
    for (int i = 0; i < Math.min(BATCH, most); i++) {
      Optional<Encoding> fresh = variation.fresh(archive, batch);
      if (fresh.isEmpty()) {
        break;
      }
      batch.add(fresh.get());
    }
    return List.copyOf(batch);
  }
}
