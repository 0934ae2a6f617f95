package convspectrum.executor.machine;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps the calling thread on one CPU, so that the scheduler does not move it between caches while
 * it is timed. This works on Linux only; elsewhere pinning does nothing and says so.
 *
 * <p>A thread inherits the allowed CPUs of the thread that starts it. Create programs that start
 * their own threads before pinning, or do not pin them.
 */
public final class Affinity {
  private Affinity() {}

  /** The CPUs that the calling thread may run on; empty where the system does not tell. */
  public static SortedSet<Integer> allowed() {
    return LinuxCalls.instance().map(LinuxCalls::affinity).orElseGet(TreeSet::new);
  }

  /**
   * Restricts the calling thread to one CPU until the same thread closes the pin.
   *
   * @param cpu number of the CPU in the operating system's numbering, which starts at 0
   */
  public static Pin pin(int cpu) {
    Optional<LinuxCalls> calls = LinuxCalls.instance();
    if (calls.isEmpty()) {
      return new Pin(List.of(), false, "not pinned: this system offers no way to");
    }
    List<Integer> before = List.copyOf(calls.get().affinity());
    if (!calls.get().setAffinity(List.of(cpu))) {
      return new Pin(List.of(), false, "not pinned: the kernel refused CPU " + cpu);
    }
    return new Pin(before, true, "pinned to CPU " + cpu);
  }

  /**
   * Restricts the calling thread to the last CPU that it may run on, because interrupts and the
   * system's own work mostly use the first.
   */
  public static Pin pinToLast() {
    SortedSet<Integer> cpus = allowed();
    if (cpus.isEmpty()) {
      return new Pin(List.of(), false, "not pinned: this system offers no way to");
    }
    return pin(cpus.last());
  }

  /** Returns a pin that restricts nothing. */
  public static Pin none() {
    return new Pin(List.of(), false, "not pinned");
  }

  /** A restriction, either in force or failed. Closing it restores the previous CPUs. */
  public static final class Pin implements AutoCloseable {
    private final List<Integer> before;
    private final boolean effective;
    private final String note;

    private Pin(List<Integer> before, boolean effective, String note) {
      this.before = before;
      this.effective = effective;
      this.note = note;
    }

    /** Whether the thread is pinned. */
    public boolean effective() {
      return effective;
    }

    /** Describes what was done, for the record of a measurement. */
    public String note() {
      return note;
    }

    @Override
    public void close() {
      if (effective) {
        LinuxCalls.instance().ifPresent(calls -> calls.setAffinity(before));
      }
    }
  }
}
