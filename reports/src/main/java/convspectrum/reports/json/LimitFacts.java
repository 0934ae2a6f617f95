package convspectrum.reports.json;

import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.spec.block.Doc;
import java.util.List;

/** What a machine was measured to do at most. */
public record LimitFacts(
    @Doc("Threads of the figures for all threads.") int threads,
    @Doc("Peak of float32 multiply-adds by one thread, 10⁹ FLOP a second.")
        double peakGflopsOneThread,
    @Doc("The same by all threads together.") double peakGflopsAllThreads,
    @Doc("By which share the middle repetition was below the best, one thread.")
        double peakSpreadOneThread,
    @Doc("The same of all threads.") double peakSpreadAllThreads,
    @Doc("Read bandwidth by level, nearest first.") List<Bandwidth> bandwidth,
    @Doc("How it was measured, in words.") String method,
    @Doc("When, ISO 8601.") String measured,
    @Doc("CPUs that the process may use.") String cpus,
    @Doc("Vector instructions that Java compiles to.") String vectors,
    @Doc("Width of the registers used, bits; 0 where the compiler chose it.") int vectorBits,
    @Doc("How far they can be believed: `good`, `noisy` or `suspect`.") String trust,
    @Doc("Why no further, sentences.") List<String> doubts) {

  /** The read bandwidth of a level of memory. */
  public record Bandwidth(
      @Doc("`L1`, `L2`, `L3` or `DRAM`.") String level,
      @Doc("10⁹ bytes a second, one thread.") double gbPerSOneThread,
      @Doc("10⁹ bytes a second, all threads together.") double gbPerSAllThreads,
      @Doc("By which share the middle repetition was below the best, one thread.")
          double spreadOneThread,
      @Doc("The same of all threads.") double spreadAllThreads) {
    private static Bandwidth of(MachineLimits.Bandwidth level) {
      return new Bandwidth(
          level.level(),
          level.gbsOneThread(),
          level.gbsAllThreads(),
          level.oneThread().spread(),
          level.allThreads().spread());
    }
  }

  static LimitFacts of(MachineLimits limits) {
    return new LimitFacts(
        limits.threads(),
        limits.gflopsOneThread(),
        limits.gflopsAllThreads(),
        limits.oneThread().spread(),
        limits.allThreads().spread(),
        limits.bandwidths().stream().map(Bandwidth::of).toList(),
        limits.method(),
        limits.date().toString(),
        limits.key().cpus(),
        limits.key().vectors(),
        limits.vectorBits(),
        limits.trust().level().toString(),
        limits.trust().reasons());
  }
}
