package convspectrum.executor.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;

/**
 * Threads that do the same work at the same time, each on a CPU of its own.
 *
 * @param cpus where each thread runs; empty where pinning is not offered
 * @param threads how many
 */
record ThreadTeam(List<Integer> cpus, int threads) {
  static final int WINDOWS = 5;
  static final long WINDOW_NANOS = 50_000_000;
  private static final long WARM_UP_NANOS = 80_000_000;

  @SuppressWarnings("UnusedVariable") // written so that the compiler cannot leave the work out
  private static volatile double sink;

  /** Some work. */
  interface Work {
    /** Does it once, in a few milliseconds at most. Returns how much that was. */
    double once();
  }

  /** Makes the work of one thread, on that thread, so that its memory is near. */
  interface WorkMaker {
    Work make();
  }

  static ThreadTeam one(List<Integer> cpus) {
    return new ThreadTeam(cpus.isEmpty() ? cpus : List.of(cpus.getLast()), 1);
  }

  static ThreadTeam all(List<Integer> cpus) {
    int threads = cpus.isEmpty() ? Runtime.getRuntime().availableProcessors() : cpus.size();
    return new ThreadTeam(cpus, threads);
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

  /** Work per second, added over the threads, in the best window. */
  double bestRate(WorkMaker maker) {
    double[][] rates = new double[threads][WINDOWS];
    CyclicBarrier barrier = new CyclicBarrier(threads);
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> team = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int member = t;
      Thread thread =
          new Thread(() -> windows(member, maker, barrier, rates[member]), "probe-" + t);
      thread.setUncaughtExceptionHandler((unused, thrown) -> {
        failures.add(thrown);
        barrier.reset();
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
    double best = 0;
    for (int window = 0; window < WINDOWS; window++) {
      double sum = 0;
      for (double[] ofThread : rates) {
        sum += ofThread[window];
      }
      best = Math.max(best, sum);
    }
    return best;
  }

  private void windows(int member, WorkMaker maker, CyclicBarrier barrier, double[] rates) {
    try (Affinity.Pin pin = pin(member)) {
      Work work = maker.make();
      rate(work, WARM_UP_NANOS);
      for (int window = 0; window < WINDOWS; window++) {
        barrier.await();
        rates[window] = rate(work, WINDOW_NANOS);
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException("another thread of the probe stopped", e);
    }
  }

  private Affinity.Pin pin(int member) {
    return cpus.isEmpty() ? Affinity.pinToLast() : Affinity.pin(cpus.get(member));
  }

  private static double rate(Work work, long nanos) {
    double amount = 0;
    long start = System.nanoTime();
    long elapsed;
    do {
      amount += work.once();
      elapsed = System.nanoTime() - start;
    } while (elapsed < nanos);
    return amount / (elapsed / 1e9);
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // a probe ends within a second: let it, then pass the wish on
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
