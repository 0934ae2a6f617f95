package convspectrum.executor.machine.limits;

import convspectrum.costmodel.Roofline;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a machine was measured to do at most: the roof of a roofline.
 *
 * @param key what they belong to: machine, CPUs, vectors, Java
 * @param threads how many threads "all" means
 * @param vectorBits width of the registers that it was measured with; 0 where the compiler chose
 * @param narrowed whether the CPU has wider registers than these, or instructions that Java does
 *     not use: what is not compiled by Java may then be faster
 * @param oneThread peak float32 multiply-add rate of one thread, 10⁹ FLOP a second, where a
 *     multiply-add is two
 * @param allThreads the same of all threads together
 * @param bandwidths read bandwidth by level, nearest first; at least one
 * @param timer the clock that it was measured with
 * @param method how, in words: the kind of loop, pinning, windows and repetitions
 * @param date when
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
   * @param capacity bytes of it that one thread can use: the size of a cache
   * @param capacityOfAll bytes of it that all threads can use together
   * @param bytesOneThread size of the array that one thread read
   * @param bytesAllThreads size of the arrays that all threads read, together
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
      if (Math.min(capacity, bytesOneThread) < 1
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

  /** Fingerprint of the machine. */
  public String machine() {
    return key.machine();
  }

  /** Peak of one thread, 10⁹ FLOP a second. */
  public double gflopsOneThread() {
    return oneThread.best();
  }

  /** Peak of all threads together, 10⁹ FLOP a second. */
  public double gflopsAllThreads() {
    return allThreads.best();
  }

  /** Whether nothing may be held against them. */
  public boolean suspect() {
    return trust.level() == Trust.Level.SUSPECT;
  }

  /** The same figures, believed as far. */
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

  /** The bandwidth of a level, if it was measured. */
  public Optional<Bandwidth> bandwidth(String level) {
    return bandwidths.stream().filter(bandwidth -> bandwidth.level().equals(level)).findFirst();
  }

  /** The peak of so many threads: in proportion, up to that of all. */
  public Rate peak(int count) {
    double proportion = count * oneThread.best();
    return count >= threads || proportion >= allThreads.best()
        ? allThreads
        : new Rate(proportion, oneThread.spread());
  }

  /** The peak of so many threads, 10⁹ FLOP a second: in proportion, up to that of all. */
  public double gflops(int count) {
    return peak(count).best();
  }

  /** Whether a program did more than these say that the machine can. */
  public boolean isExceededBy(Reached reached) {
    return reached.gflops() > peak(reached.threads()).ceiling();
  }

  /** The nearest level of memory that holds so many bytes. The last one holds everything. */
  public Bandwidth level(long bytes) {
    return bandwidths.stream()
        .filter(bandwidth -> bytes <= bandwidth.capacity())
        .findFirst()
        .orElseGet(bandwidths::getLast);
  }

  /** The read bandwidth of so many threads in 10⁹ bytes a second: in proportion, up to all. */
  public double gigabytesPerSecond(Bandwidth level, int count) {
    return count >= threads
        ? level.gbsAllThreads()
        : Math.min(count * level.gbsOneThread(), level.gbsAllThreads());
  }

  /**
   * The bandwidth at which so many bytes can be moved at most, 10⁹ bytes a second. As much of them
   * as a level holds may lie there, and what does not fit it comes from the next: the bytes divided
   * by the sum of these times.
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

  /** Bytes of a level that so many threads can use. */
  private long capacity(Bandwidth level, int count) {
    return count >= threads
        ? level.capacityOfAll()
        : (long) Math.min((double) count * level.capacity(), level.capacityOfAll());
  }

  /** By how much the bandwidths of the levels that hold so many bytes spread: the widest. */
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

  /** The roof over something that moves so many bytes, on so many threads. */
  public Roofline roofline(long bytes, int count) {
    return new Roofline(1e9 * gflops(count), 1e9 * gigabytesPerSecond(bytes, count));
  }
}
