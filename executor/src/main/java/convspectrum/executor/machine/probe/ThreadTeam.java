package convspectrum.executor.machine.probe;

import convspectrum.executor.machine.Affinity;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Threads that do the same work at the same time, each on its own CPU.
 *
 * @param cpus the CPU of each thread; empty where pinning is not available
 * @param threads number of threads
 */
record ThreadTeam(List<Integer> cpus, int threads) {
  /** Number of windows that must count in one repetition. */
  static final int WINDOWS = 6;

  /** Time limit for reaching that number if other programs disturb a repetition. */
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

  /** Work that can be repeated. */
  interface Work {
    /** Does the work once, in about a tenth of a millisecond; returns how much it was. */
    double once();
  }

  /** Creates the work of one thread on that thread, so that its memory is near. */
  interface WorkMaker {
    Work make();
  }

  /** Creates a team of one thread on the last of these CPUs, where programs are measured. */
  static ThreadTeam last(List<Integer> cpus) {
    return new ThreadTeam(cpus.isEmpty() ? cpus : List.of(cpus.getLast()), 1);
  }

  /** Creates a team of one thread on the first of these CPUs, which may be of another kind. */
  static ThreadTeam first(List<Integer> cpus) {
    return new ThreadTeam(cpus.isEmpty() ? cpus : List.of(cpus.getFirst()), 1);
  }

  /**
   * Creates a team of a thread on each CPU, or on as many of the last as a container may use.
   *
   * @param most largest number of threads
   */
  static ThreadTeam all(List<Integer> cpus, int most) {
    int threads = cpus.isEmpty() ? most : Math.min(most, cpus.size());
    return new ThreadTeam(
        cpus.isEmpty() ? cpus : cpus.subList(cpus.size() - threads, cpus.size()), threads);
  }

  boolean pinned() {
    return !cpus.isEmpty();
  }

  /** Uses a result, so that the compiler does not remove its computation. */
  static void consume(double value) {
    if (value == 0.123456789) { // practically never true, so that storing costs nothing
      sink = value;
    }
  }

  /**
   * Runs windows of work until six of them count or the time limit is reached. All threads start
   * each window together.
   *
   * @param nanos length of a window in nanoseconds
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

  /** The windows of one repetition, in which its threads take part. */
  private static final class Session {
    private final SpinBarrier barrier;
    private final Window[] current;
    private final long nanos;
    // Written by member 0 between two barriers and read by all members after the second.
    private final List<Window> done = new ArrayList<>();
    private boolean over;

    Session(int threads, long nanos) {
      this.barrier = new SpinBarrier(threads);
      this.current = new Window[threads];
      this.nanos = nanos;
    }

    void work(int member, Work work) {
      window(work, nanos); // loads its data into the caches and brings the CPU to full speed
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

  /** Runs one window of work on the calling thread. */
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

  /** Whether threads' CPU time is precise enough: Microsoft Windows counts it in too long steps. */
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
        interrupted = true; // restored after the repetition, which ends within a second
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
