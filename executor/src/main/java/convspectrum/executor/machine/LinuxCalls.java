package convspectrum.executor.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The three C library calls that Java lacks: {@code sched_getaffinity}, {@code sched_setaffinity}
 * and {@code getrusage}. The memory layouts are those of 64-bit Linux (man 2 getrusage: two {@code
 * timeval} and fourteen longs).
 */
final class LinuxCalls {
  private static final int CPU_SET_BYTES = 1024; // 8192 CPUs, the kernel's present limit
  private static final long RUSAGE_BYTES = 18 * 8L;
  private static final int RUSAGE_SELF = 0;
  private static final int RUSAGE_THREAD = 1;
  private static final int INVOLUNTARY_SWITCHES = 17; // ru_nivcsw, in longs

  private static final Optional<LinuxCalls> INSTANCE = link();

  private final MethodHandle getAffinity;
  private final MethodHandle setAffinity;
  private final MethodHandle getUsage;

  private LinuxCalls(Linker linker) {
    this.getAffinity = affinityCall(linker, "sched_getaffinity");
    this.setAffinity = affinityCall(linker, "sched_setaffinity");
    this.getUsage =
        linker.downcallHandle(
            linker.defaultLookup().find("getrusage").orElseThrow(),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
  }

  /** Returns the calls if this is 64-bit Linux and native access is allowed. */
  static Optional<LinuxCalls> instance() {
    return INSTANCE;
  }

  private static Optional<LinuxCalls> link() {
    if (!System.getProperty("os.name", "").startsWith("Linux")
        || ValueLayout.ADDRESS.byteSize() != 8) {
      return Optional.empty();
    }
    try {
      return Optional.of(new LinuxCalls(Linker.nativeLinker()));
    } catch (RuntimeException | LinkageError e) {
      // Native access is denied by --illegal-native-access=deny, or the C library lacks these
      // calls. Measuring continues without pinning and says so.
      return Optional.empty();
    }
  }

  private static MethodHandle affinityCall(Linker linker, String name) {
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT,
            ValueLayout.JAVA_LONG,
            ValueLayout.ADDRESS));
  }

  /** The CPUs that the calling thread may run on; empty if the kernel does not tell. */
  SortedSet<Integer> affinity() {
    SortedSet<Integer> cpus = new TreeSet<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(CPU_SET_BYTES, 8);
      if ((int) getAffinity.invokeExact(0, (long) CPU_SET_BYTES, mask) < 0) {
        return cpus;
      }
      for (int cpu = 0; cpu < CPU_SET_BYTES * 8; cpu++) {
        if ((mask.get(ValueLayout.JAVA_BYTE, cpu / 8) >> (cpu % 8) & 1) != 0) {
          cpus.add(cpu);
        }
      }
      return cpus;
    } catch (Throwable e) {
      throw new AssertionError("sched_getaffinity throws nothing", e);
    }
  }

  /** Restricts the calling thread to these CPUs; false if the kernel refuses. */
  boolean setAffinity(Iterable<Integer> cpus) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(CPU_SET_BYTES, 8);
      for (int cpu : cpus) {
        byte old = mask.get(ValueLayout.JAVA_BYTE, cpu / 8);
        mask.set(ValueLayout.JAVA_BYTE, cpu / 8, (byte) (old | 1 << (cpu % 8)));
      }
      return (int) setAffinity.invokeExact(0, (long) CPU_SET_BYTES, mask) == 0;
    } catch (Throwable e) {
      throw new AssertionError("sched_setaffinity throws nothing", e);
    }
  }

  /** Number of times that the kernel took the CPU away from the calling thread. */
  long involuntarySwitchesOfThread() {
    return usage(RUSAGE_THREAD)[INVOLUNTARY_SWITCHES];
  }

  /** Number of times that the kernel took a CPU away from any thread of this process. */
  long involuntarySwitchesOfProcess() {
    return usage(RUSAGE_SELF)[INVOLUNTARY_SWITCHES];
  }

  /** CPU time that this process has used, all threads, user and system, in nanoseconds. */
  long processCpuNanos() {
    long[] usage = usage(RUSAGE_SELF);
    return (usage[0] + usage[2]) * 1_000_000_000L + (usage[1] + usage[3]) * 1_000L;
  }

  private long[] usage(int who) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment usage = arena.allocate(RUSAGE_BYTES, 8);
      if ((int) getUsage.invokeExact(who, usage) != 0) {
        return new long[(int) (RUSAGE_BYTES / 8)];
      }
      return usage.toArray(ValueLayout.JAVA_LONG);
    } catch (Throwable e) {
      throw new AssertionError("getrusage throws nothing", e);
    }
  }
}
