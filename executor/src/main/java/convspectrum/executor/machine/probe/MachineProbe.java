package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.machine.ActivityMeter;
import convspectrum.executor.machine.Affinity;
import convspectrum.executor.machine.FusedMultiplyAdd;
import convspectrum.executor.machine.Machine;
import convspectrum.executor.machine.limits.LimitRules;
import convspectrum.executor.machine.limits.LimitsKey;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.MachineLimits.Bandwidth;
import convspectrum.executor.machine.limits.TimerResolution;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.executor.machine.probe.PeakKernels.MultiplyAdds;
import convspectrum.executor.machine.probe.PeakKernels.Read;
import convspectrum.executor.machine.probe.ThreadTeam.Work;
import convspectrum.executor.machine.probe.ThreadTeam.WorkMaker;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures the peak performance of a machine: float32 multiply-adds, and reading from each level of
 * memory, by one thread and by all. As in STREAM (McCalpin 1995), the best of several windows is
 * reported, because a limit is what the hardware reaches undisturbed. Each repetition measures
 * every figure anew, on new threads and in new memory, and the results are checked against {@link
 * LimitRules}.
 */
public final class MachineProbe {
  private static final int REPETITIONS = 5;

  /** Number of repetitions that is enough to detect other programs; more would be useless. */
  private static final int FEWEST_REPETITIONS = 2;

  /** Length of a window: long for the clock, and short enough to fit between two switches. */
  private static final long WINDOW_NANOS = 2_000_000;

  /** Length of a window for memory outside a core's own caches: one pass takes that long. */
  private static final long SHARED_WINDOW_NANOS = 5_000_000;

  private static final long WARM_UP_WINDOW_NANOS = 5_000_000;
  private static final long WARM_UP_LIMIT_NANOS = 8_000_000_000L;

  /** Calls between two readings of the clock; a reading takes up to a tenth of a microsecond. */
  private static final int CALLS = 8;

  private static final int SMALL_BYTES = 16 << 10;
  private static final int LARGE_BYTES = 8 << 20;

  private final Machine machine;
  private final PeakKernels kernels;
  private final List<Integer> cpus;
  private final ThreadTeam all;
  private final List<ThreadTeam> alone;
  private final List<String> cold = new ArrayList<>();
  private final int multiplyAdds;

  private MachineProbe(Machine machine) {
    this.machine = machine;
    this.kernels = PeakKernels.choose(FusedMultiplyAdd.isCompiled());
    this.cpus = List.copyOf(Affinity.allowed());
    this.all = ThreadTeam.all(cpus, Runtime.getRuntime().availableProcessors());
    // There may be two kinds of CPUs, with the slower ones last. The faster kind counts.
    this.alone =
        cpus.size() > 1
            ? List.of(ThreadTeam.last(cpus), ThreadTeam.first(cpus))
            : List.of(ThreadTeam.last(cpus));
    this.multiplyAdds = fastestWhenWarm();
    for (Read loop : kernels.reads()) {
      warmUp("reading", () -> new Reading(loop, SMALL_BYTES), kernels.leastBytes());
      // A branch that was never taken would trigger a new compilation when it is first taken.
      warmUp("reading", () -> new Reading(loop, LARGE_BYTES), kernels.leastBytes() / 8);
    }
  }

  /**
   * Measures this machine; takes about five seconds, during which nothing else should run.
   *
   * @param machine its description; the sizes of its caches decide the sizes of the arrays
   */
  public static MachineLimits measure(Machine machine) {
    return new MachineProbe(machine).measure();
  }

  private MachineLimits measure() {
    List<WorkingSet> sets =
        WorkingSet.of(
            machine,
            all.threads(),
            Math.min(Runtime.getRuntime().maxMemory() / 3, machine.memory().availableBytes() / 3));
    Pair peak = new Pair();
    List<Pair> levels = sets.stream().map(_ -> new Pair()).toList();
    List<Pair> figures = new ArrayList<>(levels);
    figures.add(peak);
    ActivityMeter meter = ActivityMeter.of(Affinity.allowed());
    Activity before = meter.now();
    List<String> disturbances;
    int repetitions = 0;
    do {
      peak.take(List.of(this::multiplying), WINDOW_NANOS);
      for (int i = 0; i < sets.size(); i++) {
        levels.get(i).take(readings(sets.get(i)), windowNanos(sets.get(i)));
      }
      repetitions++;
      disturbances =
          LimitRules.disturbances(
              meter.now().since(before),
              figures.stream().mapToInt(Pair::withoutCpu).sum(),
              2 * repetitions * figures.size());
    } while (repetitions < FEWEST_REPETITIONS
        || (repetitions < REPETITIONS && disturbances.isEmpty()));
    List<Bandwidth> bandwidths = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      WorkingSet set = sets.get(i);
      bandwidths.add(
          new Bandwidth(
              set.level(),
              set.capacity(),
              set.capacityOfAll(),
              set.bytes(),
              set.bytes() * all.threads(),
              levels.get(i).one.rate(),
              levels.get(i).all.rate()));
    }
    MachineLimits limits =
        new MachineLimits(
            LimitsKey.of(machine),
            all.threads(),
            kernels.bits(),
            narrowed(),
            peak.one.rate(),
            peak.all.rate(),
            bandwidths,
            TimerResolution.measure(),
            method(repetitions),
            Instant.now().truncatedTo(ChronoUnit.SECONDS),
            Trust.GOOD);
    List<String> contradictions = new ArrayList<>(cold);
    contradictions.addAll(LimitRules.broken(limits));
    disturbances.addAll(LimitRules.spread(limits));
    return limits.with(Trust.of(contradictions, disturbances));
  }

  private boolean narrowed() {
    return (!kernels.fused() && machine.processor().vectorIsa().contains("fma"))
        || kernels.bits() < machine.processor().vectorBits();
  }

  private List<WorkMaker> readings(WorkingSet set) {
    List<WorkMaker> readings = new ArrayList<>();
    for (Read loop : kernels.reads()) {
      readings.add(() -> new Reading(loop, set.bytes()));
    }
    return readings;
  }

  private static long windowNanos(WorkingSet set) {
    return LimitRules.isShared(set.level()) ? SHARED_WINDOW_NANOS : WINDOW_NANOS;
  }

  private String method(int repetitions) {
    return "%s; %s; best of %d repetitions of %d windows of %d ms (L3, DRAM: %d ms) in which the threads kept their CPUs"
        .formatted(
            kernels.method(),
            all.pinned() ? "a thread pinned to each CPU" : "threads not pinned",
            repetitions,
            ThreadTeam.WINDOWS,
            WINDOW_NANOS / 1_000_000,
            SHARED_WINDOW_NANOS / 1_000_000);
  }

  /** One figure measured on one thread and on all threads. */
  private final class Pair {
    private final Repetitions one = new Repetitions();
    private final Repetitions all = new Repetitions();

    void take(List<WorkMaker> loops, long nanos) {
      List<Window> ofOne = new ArrayList<>();
      List<Window> ofAll = new ArrayList<>();
      for (WorkMaker loop : loops) {
        alone.forEach(team -> ofOne.addAll(team.windows(loop, nanos)));
        ofAll.addAll(MachineProbe.this.all.windows(loop, nanos));
      }
      one.add(ofOne);
      all.add(ofAll);
    }

    int withoutCpu() {
      return one.withoutCpu() + all.withoutCpu();
    }
  }

  private Work multiplying() {
    return multiplying(kernels.multiplyAdds().get(multiplyAdds));
  }

  private static Work multiplying(MultiplyAdds loop) {
    return () -> {
      for (int i = 0; i < CALLS; i++) {
        ThreadTeam.consume(loop.once());
      }
      return (double) CALLS * loop.flops();
    };
  }

  /** Warms up every loop of multiply-adds and returns the index of the fastest. */
  private int fastestWhenWarm() {
    int fastest = 0;
    double best = 0;
    for (int i = 0; i < kernels.multiplyAdds().size(); i++) {
      MultiplyAdds loop = kernels.multiplyAdds().get(i);
      double rate = warmUp("multiply-adds", () -> multiplying(loop), kernels.leastFlops());
      if (rate > best) {
        best = rate;
        fastest = i;
      }
    }
    return fastest;
  }

  /**
   * Runs a loop until it is compiled and no longer gets faster, or until the time limit, which then
   * is a reason to distrust all figures.
   *
   * @param least a rate per nanosecond that only a compiled loop reaches
   * @return its best rate
   */
  private double warmUp(String what, Supplier<Work> maker, double least) {
    Work work = maker.get();
    WarmUpWatch watch = new WarmUpWatch(1e9 * least);
    long start = System.nanoTime();
    watch.add(ThreadTeam.window(work, 1).perCpuSecond());
    while (!watch.warm() && System.nanoTime() - start < WARM_UP_LIMIT_NANOS) {
      watch.add(ThreadTeam.window(work, WARM_UP_WINDOW_NANOS).perCpuSecond());
    }
    if (!watch.warm()) {
      cold.add(
          "%s were not warmed up in %d s: the compiler had not finished"
              .formatted(what, WARM_UP_LIMIT_NANOS / 1_000_000_000));
    }
    return watch.best();
  }
}
