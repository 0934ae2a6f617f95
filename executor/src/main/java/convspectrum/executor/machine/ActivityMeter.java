package convspectrum.executor.machine;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Source of the facts about disturbances. Tests replace it with a simulated machine. */
public interface ActivityMeter {
  /** Returns all counters; takes some hundred microseconds, so do not call it between samples. */
  Activity now();

  /**
   * Number of times that the kernel took the CPU away from the calling thread. It takes at most
   * about a microsecond, for use around every sample. It is constant where unknown.
   */
  long involuntarySwitchesOfThread();

  /** Number of times that the kernel took a CPU away from any thread of this process. */
  long involuntarySwitchesOfProcess();

  /** CPU time that this process has used, all threads, in nanoseconds; 0 where unknown. */
  default long processCpuNanos() {
    return 0;
  }

  /**
   * This machine, from {@code /proc/stat}, {@code getrusage} and its control groups; on other
   * systems all zeros.
   */
  static ActivityMeter system() {
    return of(Set.of());
  }

  /**
   * The meter of this machine that counts only the CPU time of these CPUs and ignores all others.
   */
  static ActivityMeter of(Set<Integer> cpus) {
    Path root = Path.of("/");
    return new LinuxActivityMeter(root.resolve("proc/stat"), cpus, CpuQuota.of(root));
  }

  /**
   * The implementation of {@link #system}.
   *
   * @param cpus the CPUs to count; an empty set means all of them
   * @param quota the CPU quota of this process
   */
  record LinuxActivityMeter(Path stat, Set<Integer> cpus, CpuQuota quota) implements ActivityMeter {
    public LinuxActivityMeter {
      cpus = Set.copyOf(cpus);
    }

    /** Ticks per second in {@code /proc}; fixed at 100 on every architecture that runs Java. */
    private static final double TICKS_PER_SECOND = 100;

    @Override
    public Activity now() {
      double[] ticks = ticks();
      // user nice system idle iowait irq softirq steal; guest time is part of user (man 5 proc).
      double busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6];
      double idle = ticks[3] + ticks[4];
      return new Activity(
          (busy + idle + ticks[7]) / TICKS_PER_SECOND,
          busy / TICKS_PER_SECOND,
          ticks[7] / TICKS_PER_SECOND,
          processCpuNanos() / 1e9,
          involuntarySwitchesOfProcess(),
          ManagementFactory.getGarbageCollectorMXBeans().stream()
              .mapToLong(GarbageCollectorMXBean::getCollectionCount)
              .sum(),
          quota.throttledSeconds());
    }

    @Override
    public long involuntarySwitchesOfThread() {
      return LinuxCalls.instance().map(LinuxCalls::involuntarySwitchesOfThread).orElse(0L);
    }

    @Override
    public long involuntarySwitchesOfProcess() {
      return LinuxCalls.instance().map(LinuxCalls::involuntarySwitchesOfProcess).orElse(0L);
    }

    @Override
    public long processCpuNanos() {
      return LinuxCalls.instance().map(LinuxCalls::processCpuNanos).orElse(0L);
    }

    private double[] ticks() {
      double[] ticks = new double[8];
      try (Stream<String> lines = Files.lines(stat)) {
        lines
            .map(line -> line.split(" +"))
            .filter(this::counts)
            .forEach(fields -> {
              for (int i = 0; i < ticks.length && i + 1 < fields.length; i++) {
                ticks[i] += Double.parseDouble(fields[i + 1]);
              }
            });
      } catch (IOException e) {
        // Without /proc, zeros mean that nothing is known.
      }
      return ticks;
    }

    private boolean counts(String[] fields) {
      return cpus.isEmpty()
          ? fields[0].equals("cpu")
          : fields[0].matches("cpu\\d{1,6}")
              && cpus.contains(Integer.valueOf(fields[0].substring(3)));
    }
  }
}
