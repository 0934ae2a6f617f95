package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.Affinity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Threads that do the same work at the same time, each on a CPU of its own.
 *
 * @param cpus where each thread runs; empty where pinning is not offered
 * @param threads how many
 */
record ThreadTeam(List<Integer> cpus, int threads) {
  /** Windows that count, of one repetition. */
  static final int WINDOWS = 6;

  /** How long others may keep a repetition from having that many. */
  private static final long PATIENCE_NANOS = 100_000_000;

  private static final int MOST_WINDOWS = 100;

  @SuppressWarnings("UnusedVariable") // written so that the compiler cannot leave the work out
  private static volatile double sink;

  ThreadTeam {
    cpus = List.copyOf(cpus);
    if (threads < 1 || (!cpus.isEmpty() && cpus.size() != threads)) {
      throw new IllegalArgumentException(
          "%d threads on %d CPUs; expected one each".formatted(threads, cpus.size()));
    }
  }

  /** Some work. */
  interface Work {
    /** Does it once, in a tenth of a millisecond or so. Returns how much that was. */
    double once();
  }

  /** Makes the work of one thread, on that thread, so that its memory is near. */
  interface WorkMaker {
    Work make();
  }

  /** One thread on the last of these CPUs, where programs are measured. */
  static ThreadTeam last(List<Integer> cpus) {
    return new ThreadTeam(cpus.isEmpty() ? cpus : List.of(cpus.getLast()), 1);
  }

  /** One thread on the first of them, which may be of another kind. */
  static ThreadTeam first(List<Integer> cpus) {
    return new ThreadTeam(cpus.isEmpty() ? cpus : List.of(cpus.getFirst()), 1);
  }

  /**
   * A thread on each of these CPUs, or on as many of the last as a container may use at once.
   *
   * @param most how many that are
   */
  static ThreadTeam all(List<Integer> cpus, int most) {
    int threads = cpus.isEmpty() ? most : Math.min(most, cpus.size());
    return new ThreadTeam(
        cpus.isEmpty() ? cpus : cpus.subList(cpus.size() - threads, cpus.size()), threads);
  }

  boolean pinned() {
    return !cpus.isEmpty();
  }

  /** Keeps a result alive. */
  static void consume(double value) {
    if (value == 0.123456789) { // practically never, so that storing costs nothing
      sink = value;
    }
  }

  /**
   * Windows of work, as many as it takes for six to count, or until there is no more patience. In
   * each all threads begin together.
   *
   * @param nanos length of a window
   */
  List<Window> windows(WorkMaker maker, long nanos) {
    Session session = new Session(threads, nanos);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> team = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int member = t;
      Thread thread =
          new Thread(
              () -> {
                try (Affinity.Pin _ = pin(member)) {
                  session.work(member, maker.make());
                }
              },
              "probe-" + t);
      thread.setUncaughtExceptionHandler((unused, thrown) -> {
        failures.add(thrown);
        session.barrier.fail();
      });
      team.add(thread);
    }
    team.forEach(Thread::start);
    for (Thread thread : team) {
      joinUninterruptibly(thread);
    }
    if (!failures.isEmpty()) {
      Throwable first = failures.element();
      throw new IllegalStateException("probing the machine failed: " + first, first);
    }
    return session.done;
  }

  private Affinity.Pin pin(int member) {
    return cpus.isEmpty() ? Affinity.none() : Affinity.pin(cpus.get(member));
  }

  /** The windows of one repetition, which its threads take part in. */
  private static final class Session {
    private final SpinBarrier barrier;
    private final Window[] current;
    private final long nanos;
    // Written by member 0 between two barriers, and read by all behind the second.
    private final List<Window> done = new ArrayList<>();
    private boolean over;

    Session(int threads, long nanos) {
      this.barrier = new SpinBarrier(threads);
      this.current = new Window[threads];
      this.nanos = nanos;
    }

    void work(int member, Work work) {
      window(work, nanos); // brings its data near, and the CPU to its pace
      long end = System.nanoTime() + PATIENCE_NANOS;
      boolean last;
      do {
        barrier.await();
        current[member] = window(work, nanos);
        barrier.await();
        if (member == 0) {
          done.add(Window.together(List.of(current)));
          over =
              Window.counted(done) >= WINDOWS
                  || done.size() >= MOST_WINDOWS
                  || System.nanoTime() > end;
        }
        barrier.await();
        last = over;
      } while (!last);
    }
  }

  /** One window of work on the calling thread. */
  static Window window(Work work, long nanos) {
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    boolean clocked = hasFineClock(clock);
    double amount = 0;
    long start = System.nanoTime();
    long cpuStart = clocked ? clock.getCurrentThreadCpuTime() : 0;
    long elapsed;
    do {
      amount += work.once();
      elapsed = System.nanoTime() - start;
    } while (elapsed < nanos);
    long cpu = clocked ? clock.getCurrentThreadCpuTime() - cpuStart : -1;
    return Window.of(amount, elapsed, cpu);
  }

  /**
   * Windows counts the CPU time of threads in steps of its timer, which are longer than windows.
   */
  private static boolean hasFineClock(ThreadMXBean clock) {
    return clock.isCurrentThreadCpuTimeSupported()
        && !System.getProperty("os.name", "").startsWith("Windows");
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // a repetition ends within a second: let it, then pass the wish on
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
