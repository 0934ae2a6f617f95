package convspectrum.search.run;

import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.strategy.Archive;
import convspectrum.search.strategy.SplitMix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The evaluated designs that a search keeps in memory: all of them; or, of a space that may not fit
 * there, the front and a random sample of all. Every design is equally likely to be in the sample
 * (reservoir sampling: algorithm R of Vitter, ACM TOMS 11, 1985).
 */
final class KeptDesigns {
  /** Designs in the sample, which charts can show. */
  static final int SAMPLE = 2000;

  private final Archive archive;
  private final boolean sampled;
  private final SplitMix random;
  private final List<FoundDesign> kept = new ArrayList<>();
  private final Map<Archive.Entry, FoundDesign> front = new HashMap<>();

  /**
   * Keeps designs.
   *
   * @param archive of the search; each design is added to it before it is added here
   * @param sampled whether not all are kept
   */
  KeptDesigns(Archive archive, boolean sampled, long seed) {
    this.archive = archive;
    this.sampled = sampled;
    this.random = new SplitMix(seed);
  }

  void add(FoundDesign found) {
    if (!sampled || kept.size() < SAMPLE) {
      kept.add(found);
    } else {
      long place = Math.floorMod(random.nextLong(), found.number());
      if (place < SAMPLE) {
        kept.set((int) place, found);
      }
    }
    if (sampled && archive.isInFront(found.entry())) {
      front.put(found.entry(), found);
      if (front.size() > 2 * archive.frontSize() + SAMPLE) {
        front.keySet().retainAll(new HashSet<>(archive.front()));
      }
    }
  }

  /** The kept designs, in the order of evaluation. */
  List<FoundDesign> inOrder() {
    Map<Long, FoundDesign> byNumber = new LinkedHashMap<>();
    kept.forEach(one -> byNumber.put(one.number(), one));
    Set<Archive.Entry> best = new HashSet<>(archive.front());
    front.forEach((entry, found) -> {
      if (best.contains(entry)) {
        byNumber.put(found.number(), found);
      }
    });
    List<FoundDesign> designs = new ArrayList<>(byNumber.values());
    designs.sort((a, b) -> Long.compare(a.number(), b.number()));
    return designs;
  }
}
