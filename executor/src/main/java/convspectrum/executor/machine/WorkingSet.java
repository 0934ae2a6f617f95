package convspectrum.executor.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How much to read in order to read from one level of memory: half of a cache, so that what else
 * runs does not push it out, and four times the last cache for main memory.
 *
 * @param level {@code L1}, {@code L2}, {@code L3}, {@code DRAM}
 * @param bytesAlone array of a thread that runs alone
 * @param bytesEach array of each thread when all run, less where they share the cache
 */
record WorkingSet(String level, long bytesAlone, long bytesEach) {

  /**
   * The working sets that tell the machine's levels apart. A level is left out where its arrays
   * would fit the level before (a cache that many threads share), or main memory where memory for
   * arrays well beyond the caches is lacking.
   *
   * @param memoryBytes memory that all arrays together may take
   */
  static List<WorkingSet> of(Machine machine, int threads, long memoryBytes) {
    List<WorkingSet> sets = new ArrayList<>();
    long last = 16 << 10;
    for (int level = 1; level <= 3; level++) {
      Optional<Cache> cache = machine.dataCache(level);
      if (cache.isEmpty()) {
        continue;
      }
      long alone = cache.get().bytes() / 2;
      long each = alone / Math.min(threads, cache.get().sharedBy());
      if ((sets.isEmpty() || each > last) && each * threads <= memoryBytes) {
        sets.add(new WorkingSet("L" + level, rounded(alone), rounded(each)));
      }
      last = Math.max(last, cache.get().bytes());
    }
    long lastTotal = last * machine.dataCache(3).map(Cache::instances).orElse(1);
    long total = Math.min(Math.min(4 * Math.max(lastTotal, 16L << 20), memoryBytes), 1L << 30);
    if (total >= 2 * last) {
      long alone = Math.min(total, 4 * Math.max(last, 16L << 20));
      sets.add(new WorkingSet("DRAM", rounded(alone), rounded(total / threads)));
    }
    return sets;
  }

  private static long rounded(long bytes) {
    return Math.max(4096, bytes / 4096 * 4096);
  }
}
