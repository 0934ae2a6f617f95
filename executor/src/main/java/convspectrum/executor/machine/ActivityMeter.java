package convspectrum.executor.machine;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Where the facts about disturbances come from. Tests put a made-up machine here. */
public interface ActivityMeter {
  /** Everything known up to now; takes some hundred microseconds, so not between samples. */
  Activity now();

  /**
   * How often the kernel took the CPU away from the calling thread; below a microsecond or so, for
   * use around every sample. Constant where the system does not tell.
   */
  long involuntarySwitchesOfThread();

  /** The same for all threads of this process. */
  long involuntarySwitchesOfProcess();

  /** CPU time that this process has used, all threads, in nanoseconds; 0 where unknown. */
  default long processCpuNanos() {
    return 0;
  }

  /** This machine, from {@code /proc/stat} and {@code getrusage}; on other systems all zeros. */
  static ActivityMeter system() {
    return new LinuxActivityMeter(Path.of("/proc/stat"), Set.of());
  }

  /**
   * The same, where CPU time is that of these CPUs alone: what others do elsewhere is no matter.
   */
  static ActivityMeter of(Set<Integer> cpus) {
    return new LinuxActivityMeter(Path.of("/proc/stat"), cpus);
  }

  /**
   * See {@link #system}.
   *
   * @param cpus of which; all if there is none
   */
  record LinuxActivityMeter(Path stat, Set<Integer> cpus) implements ActivityMeter {
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
              .sum());
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
        // No /proc: zeros say that nothing is known.
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
