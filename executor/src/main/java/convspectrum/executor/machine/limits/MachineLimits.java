package convspectrum.executor.machine.limits;

import convspectrum.costmodel.Roofline;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The measured peak performance of a machine: the roof of a roofline.
 *
 * @param key conditions under which they hold: machine, CPUs, vectors, Java
 * @param threads number of threads of the figures for "all"
 * @param vectorBits width of the registers used for measuring; 0 where the compiler chose it
 * @param narrowed whether the CPU has wider registers than these or instructions that Java does not
 *     use; native code may then be faster
 * @param oneThread peak float32 multiply-add rate of one thread, 10⁹ FLOP a second, where a
 *     multiply-add is two
 * @param allThreads the same of all threads together
 * @param bandwidths read bandwidth by level, nearest first; at least one
 * @param timer resolution of the clock used for measuring
 * @param method description of the method: kind of loop, pinning, windows and repetitions
 * @param date time of the measurement
 * @param trust how far they can be believed
 */
public record MachineLimits(
    LimitsKey key,
    int threads,
    int vectorBits,
    boolean narrowed,
    Rate oneThread,
    Rate allThreads,
    List<Bandwidth> bandwidths,
    TimerResolution timer,
    String method,
    Instant date,
    Trust trust) {
  public MachineLimits {
    bandwidths = List.copyOf(bandwidths);
    Objects.requireNonNull(key);
    Objects.requireNonNull(oneThread);
    Objects.requireNonNull(allThreads);
    Objects.requireNonNull(timer);
    Objects.requireNonNull(method);
    Objects.requireNonNull(date);
    Objects.requireNonNull(trust);
    if (threads < 1 || vectorBits < 0 || bandwidths.isEmpty()) {
      throw new IllegalArgumentException(
          "%d threads, %d bits, %d bandwidths; expected at least 1, 0 and 1"
              .formatted(threads, vectorBits, bandwidths.size()));
    }
  }

  /**
   * Read bandwidth of one level of memory.
   *
   * @param level {@code L1}, {@code L2}, {@code L3}, {@code DRAM}
   * @param capacity bytes of this level that one thread can use: the size of a cache
   * @param capacityOfAll bytes of this level that all threads can use together
   * @param bytesOneThread size of the array that one thread read
   * @param bytesAllThreads total size of the arrays that all threads read
   * @param oneThread 10⁹ bytes a second, one thread
   * @param allThreads 10⁹ bytes a second, all threads together
   */
  public record Bandwidth(
      String level,
      long capacity,
      long capacityOfAll,
      long bytesOneThread,
      long bytesAllThreads,
      Rate oneThread,
      Rate allThreads) {
    public Bandwidth {
      Objects.requireNonNull(level);
      Objects.requireNonNull(oneThread);
      Objects.requireNonNull(allThreads);
      if (level.isBlank()
          || Math.min(capacity, bytesOneThread) < 1
          || capacityOfAll < capacity
          || bytesAllThreads < bytesOneThread) {
        throw new IllegalArgumentException(
            "%s of %d and %d bytes, arrays of %d and %d; expected at least 1, and no less for all"
                .formatted(level, capacity, capacityOfAll, bytesOneThread, bytesAllThreads));
      }
    }

    /** 10⁹ bytes a second, one thread. */
    public double gbsOneThread() {
      return oneThread.best();
    }

    /** 10⁹ bytes a second, all threads together. */
    public double gbsAllThreads() {
      return allThreads.best();
    }
  }

  /** Peak of one thread, 10⁹ FLOP a second. */
  public double gflopsOneThread() {
    return oneThread.best();
  }

  /** Peak of all threads together, 10⁹ FLOP a second. */
  public double gflopsAllThreads() {
    return allThreads.best();
  }

  /** Whether these limits are too doubtful to compare anything with them. */
  public boolean suspect() {
    return trust.level() == Trust.Level.SUSPECT;
  }

  /** Returns the same figures with another trust. */
  public MachineLimits with(Trust other) {
    return new MachineLimits(
        key,
        threads,
        vectorBits,
        narrowed,
        oneThread,
        allThreads,
        bandwidths,
        timer,
        method,
        date,
        other);
  }

  /** Returns the peak of {@code count} threads: proportional, up to the peak of all. */
  public Rate peak(int count) {
    double proportion = count * oneThread.best();
    return count >= threads || proportion >= allThreads.best()
        ? allThreads
        : new Rate(proportion, oneThread.spread());
  }

  /** Returns the peak of {@code count} threads in 10⁹ FLOP a second, as {@link #peak}. */
  public double gflops(int count) {
    return peak(count).best();
  }

  /** Whether a program exceeded the peak that these limits state. */
  public boolean isExceededBy(Reached reached) {
    return reached.gflops() > peak(reached.threads()).ceiling();
  }

  /** Returns the nearest level that holds {@code bytes}; the last one holds everything. */
  public Bandwidth level(long bytes) {
    return bandwidths.stream()
        .filter(bandwidth -> bytes <= bandwidth.capacity())
        .findFirst()
        .orElseGet(bandwidths::getLast);
  }

  /**
   * Returns the bandwidth of {@code count} threads, 10⁹ bytes a second: proportional, up to all.
   */
  public double gigabytesPerSecond(Bandwidth level, int count) {
    return count >= threads
        ? level.gbsAllThreads()
        : Math.min(count * level.gbsOneThread(), level.gbsAllThreads());
  }

  /**
   * Returns the largest bandwidth at which {@code bytes} can be moved, in 10⁹ bytes a second. Each
   * level supplies as many bytes as it holds, and the rest comes from the next level; the result is
   * the bytes divided by the sum of the times.
   */
  public double gigabytesPerSecond(long bytes, int count) {
    if (bytes <= 0) {
      return gigabytesPerSecond(bandwidths.getFirst(), count);
    }
    double seconds = 0;
    long placed = 0;
    for (Bandwidth level : bandwidths) {
      long holds = level == bandwidths.getLast() ? bytes : Math.min(bytes, capacity(level, count));
      if (holds > placed) {
        seconds += (holds - placed) / gigabytesPerSecond(level, count);
        placed = holds;
      }
    }
    return bytes / seconds;
  }

  /** Bytes of a level that {@code count} threads can use. */
  private long capacity(Bandwidth level, int count) {
    return count >= threads
        ? level.capacityOfAll()
        : (long) Math.min((double) count * level.capacity(), level.capacityOfAll());
  }

  /** The largest spread of the bandwidths of the levels that hold {@code bytes}. */
  public double bandwidthSpread(long bytes) {
    double widest = 0;
    for (Bandwidth level : bandwidths) {
      widest = Math.max(widest, Math.max(level.oneThread().spread(), level.allThreads().spread()));
      if (bytes <= level.capacity()) {
        break;
      }
    }
    return widest;
  }

  /** Returns the roofline of {@code count} threads for work that moves {@code bytes}. */
  public Roofline roofline(long bytes, int count) {
    return new Roofline(1e9 * gflops(count), 1e9 * gigabytesPerSecond(bytes, count));
  }
}
