package convspectrum.executor.machine;

import convspectrum.costmodel.Roofline;
import java.util.List;
import java.util.Optional;

/**
 * What a machine was measured to do at most: the roof of a roofline.
 *
 * @param machine fingerprint of the machine
 * @param threads how many threads "all" means
 * @param gflopsOneThread peak float32 multiply-add rate of one thread, 10⁹ FLOP a second, where a
 *     multiply-add is two
 * @param gflopsAllThreads the same of all threads together
 * @param bandwidths read bandwidth by level, nearest first
 * @param timer the clock that it was measured with
 * @param method how, in words: the kind of loop, pinning, what is reported of repeated windows
 */
public record MachineLimits(
    String machine,
    int threads,
    double gflopsOneThread,
    double gflopsAllThreads,
    List<Bandwidth> bandwidths,
    TimerResolution timer,
    String method) {
  public MachineLimits {
    bandwidths = List.copyOf(bandwidths);
  }

  /**
   * Read bandwidth of one level of memory.
   *
   * @param level {@code L1}, {@code L2}, {@code L3}, {@code DRAM}
   * @param bytesOneThread size of the array that one thread read
   * @param bytesAllThreads size of the arrays that all threads read, together
   * @param gbsOneThread 10⁹ bytes a second, one thread
   * @param gbsAllThreads 10⁹ bytes a second, all threads together
   */
  public record Bandwidth(
      String level,
      long bytesOneThread,
      long bytesAllThreads,
      double gbsOneThread,
      double gbsAllThreads) {}

  /** The bandwidth of a level, if it was measured. */
  public Optional<Bandwidth> bandwidth(String level) {
    return bandwidths.stream().filter(bandwidth -> bandwidth.level().equals(level)).findFirst();
  }

  /** The peak of so many threads, 10⁹ FLOP a second: in proportion, up to that of all. */
  public double gflops(int count) {
    return count >= threads
        ? gflopsAllThreads
        : Math.min(count * gflopsOneThread, gflopsAllThreads);
  }

  /**
   * The nearest level of memory that holds so many bytes, by the arrays that its bandwidth was
   * measured with: they fill half of a cache. The last level holds everything.
   *
   * @throws java.util.NoSuchElementException where no bandwidth was measured
   */
  public Bandwidth level(long bytes) {
    return bandwidths.stream()
        .filter(bandwidth -> bytes <= 2 * bandwidth.bytesOneThread())
        .findFirst()
        .orElseGet(bandwidths::getLast);
  }

  /** The read bandwidth of so many threads in 10⁹ bytes a second: in proportion, up to all. */
  public double gigabytesPerSecond(Bandwidth level, int count) {
    return count >= threads
        ? level.gbsAllThreads()
        : Math.min(count * level.gbsOneThread(), level.gbsAllThreads());
  }

  /** The roof over something that moves so many bytes, on so many threads. */
  public Roofline roofline(long bytes, int count) {
    return new Roofline(1e9 * gflops(count), 1e9 * gigabytesPerSecond(level(bytes), count));
  }
}
