package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.Cache;
import convspectrum.executor.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Amount of memory that each thread reads in order to measure one level: half of a cache, so that
 * other programs do not evict it, and less where threads share the cache; four times the last cache
 * for main memory. A single thread reads the same amount, so that the figures can be compared.
 *
 * @param level {@code L1}, {@code L2}, {@code L3}, {@code DRAM}
 * @param capacity bytes of the level that one thread can use
 * @param capacityOfAll bytes of the level that all threads together can use
 * @param bytes size of the array of each thread
 */
public record WorkingSet(String level, long capacity, long capacityOfAll, long bytes) {

  /**
   * Returns the working sets that distinguish the machine's levels. A level is left out if its
   * arrays would fit the level before (a cache that many threads share); main memory is left out if
   * there is too little memory for arrays well beyond the caches.
   *
   * @param memoryBytes memory that all arrays together may take
   */
  static List<WorkingSet> of(Machine machine, int threads, long memoryBytes) {
    List<WorkingSet> sets = new ArrayList<>();
    long last = 16 << 10;
    for (int level = 1; level <= 3; level++) {
      Optional<Cache> found = machine.dataCache(level);
      if (found.isEmpty()) {
        continue;
      }
      Cache cache = found.get();
      long bytes = cache.bytes() / 2 / Math.min(threads, cache.sharedBy());
      if ((sets.isEmpty() || bytes > last) && bytes * threads <= memoryBytes) {
        int used = Math.min(cache.instances(), Math.ceilDiv(threads, cache.sharedBy()));
        sets.add(new WorkingSet("L" + level, cache.bytes(), cache.bytes() * used, rounded(bytes)));
      }
      last = Math.max(last, cache.bytes());
    }
    long lastTotal = last * machine.dataCache(3).map(Cache::instances).orElse(1);
    long total = Math.min(Math.min(4 * Math.max(lastTotal, 16L << 20), memoryBytes), 1L << 30);
    if (total >= 2 * last) {
      // The array of a single thread must be well beyond the caches too.
      long bytes = Math.max(total / threads, Math.min(2 * last, total));
      sets.add(
          new WorkingSet(
              "DRAM",
              Math.max(machine.memory().totalBytes(), total),
              Math.max(machine.memory().totalBytes(), total),
              rounded(bytes)));
    }
    return sets;
  }

  private static long rounded(long bytes) {
    return Math.max(4096, bytes / 4096 * 4096);
  }
}
