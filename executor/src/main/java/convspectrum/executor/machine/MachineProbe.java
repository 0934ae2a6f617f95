package convspectrum.executor.machine;

import convspectrum.executor.machine.MachineLimits.Bandwidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what a machine can do at most: float32 multiply-adds, and reading from each level of
 * memory, by one thread and by all. As STREAM does (McCalpin 1995), the best of several windows is
 * reported: a limit is what the hardware reaches undisturbed.
 */
public final class MachineProbe {
  private static final long WARM_UP_WINDOW_NANOS = 20_000_000;
  private static final int WARM_UP_WINDOWS = 50;
  private static final int CALM_WINDOWS = 4;

  private final PeakKernels kernels;
  private final ThreadTeam one;
  private final ThreadTeam all;
  private final long memoryBytes;

  private MachineProbe(Machine machine) {
    this.kernels = PeakKernels.choose(FusedMultiplyAdd.isCompiled());
    List<Integer> cpus = List.copyOf(Affinity.allowed());
    this.one = ThreadTeam.one(cpus);
    this.all = ThreadTeam.all(cpus);
    this.memoryBytes =
        Math.min(Runtime.getRuntime().maxMemory() / 3, machine.memory().availableBytes() / 3);
    int[] small = new int[4096];
    compile(() -> ThreadTeam.consume(kernels.multiplyAdd()));
    compile(() -> ThreadTeam.consume(kernels.read(small)));
  }

  /**
   * Runs a loop until it stops getting faster, so that the compiler has done its work: until no
   * window of four was 5 % better than the best before, a second at most.
   */
  private static void compile(Runnable loop) {
    double best = 0;
    int calm = 0;
    for (int window = 0; window < WARM_UP_WINDOWS && calm < CALM_WINDOWS; window++) {
      long start = System.nanoTime();
      long calls = 0;
      long elapsed;
      do {
        loop.run();
        calls++;
        elapsed = System.nanoTime() - start;
      } while (elapsed < WARM_UP_WINDOW_NANOS);
      double rate = calls / (double) elapsed;
      calm = rate > best * 1.05 ? 0 : calm + 1;
      best = Math.max(best, rate);
    }
  }

  /**
   * Measures this machine; takes about four seconds, during which nothing else should run.
   *
   * @param machine what is known of it: the sizes of its caches decide the sizes of the arrays
   */
  public static MachineLimits measure(Machine machine) {
    MachineProbe probe = new MachineProbe(machine);
    return new MachineLimits(
        machine.fingerprint(),
        probe.all.threads(),
        probe.multiplyAdds(probe.one),
        probe.multiplyAdds(probe.all),
        probe.bandwidths(machine),
        TimerResolution.measure(),
        "%s; %s; best of %d windows of %d ms"
            .formatted(
                probe.kernels.method(),
                probe.all.pinned() ? "a thread pinned to each CPU" : "threads not pinned",
                ThreadTeam.WINDOWS,
                ThreadTeam.WINDOW_NANOS / 1_000_000));
  }

  private double multiplyAdds(ThreadTeam team) {
    return team.bestRate(() ->
        () -> {
          ThreadTeam.consume(kernels.multiplyAdd());
          return kernels.flops();
        })
        / 1e9;
  }

  private List<Bandwidth> bandwidths(Machine machine) {
    List<Bandwidth> bandwidths = new ArrayList<>();
    for (WorkingSet set : WorkingSet.of(machine, all.threads(), memoryBytes)) {
      bandwidths.add(
          new Bandwidth(
              set.level(),
              set.bytesAlone(),
              set.bytesEach() * all.threads(),
              read(one, set.bytesAlone()),
              read(all, set.bytesEach())));
    }
    return bandwidths;
  }

  private double read(ThreadTeam team, long bytes) {
    int repeats = Math.toIntExact(Math.max(1, (4L << 20) / bytes));
    return team.bestRate(() -> {
      int[] data = new int[Math.toIntExact(bytes / Integer.BYTES)];
      return () -> {
        for (int i = 0; i < repeats; i++) {
          ThreadTeam.consume(kernels.read(data));
        }
        return (double) bytes * repeats;
      };
    })
        / 1e9;
  }
}
