package convspectrum.executor.vector.team;

import convspectrum.executor.machine.Affinity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work on one job together. Between the phases of a job they wait by spinning, which
 * wakes them in a twentieth of a microsecond; between jobs they park, and take nothing from what
 * else is measured. The caller is the first member.
 */
public final class SpinTeam implements AutoCloseable {
  /** After so many turns of a wait the machine is thought to have fewer cores free than members. */
  private static final int TURNS_BEFORE_YIELD = 1 << 14;

  /** About 50 µs: a job that follows at once finds its team awake. */
  private static final int TURNS_BEFORE_PARK = 1 << 11;

  /** What every member runs, with its number. */
  @FunctionalInterface
  public interface Job {
    /** The member's part; {@link SpinTeam#meet} is where it waits for the others. */
    void run(int member);
  }

  private final List<Thread> workers = new ArrayList<>();
  private final int members;
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger working = new AtomicInteger();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile int phase;
  private volatile int jobs;
  private volatile boolean closed;
  private Job job = _ -> {};

  /** A team of so many members, each worker on a CPU of its own where there are as many. */
  public SpinTeam(int members) {
    this.members = members;
    List<Integer> cpus = List.copyOf(Affinity.allowed());
    for (int i = 1; i < members; i++) {
      int member = i;
      // The caller is on the last CPU, if it is pinned.
      int cpu = members <= cpus.size() ? cpus.get(cpus.size() - 1 - i) : -1;
      Thread worker = new Thread(() -> work(member, cpu), "convspectrum-" + i);
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
  }

  /** How many members. */
  public int members() {
    return members;
  }

  /**
   * Runs a job to its end.
   *
   * @throws IllegalStateException where a member failed; its cause says how
   */
  public void run(Job next) {
    if (members == 1) {
      next.run(0);
      return;
    }
    job = next;
    working.set(members - 1);
    jobs++;
    for (Thread worker : workers) {
      LockSupport.unpark(worker);
    }
    run(next, 0);
    for (int turn = 0; working.get() != 0; turn++) {
      pause(turn);
    }
    Throwable failed = failure.getAndSet(null);
    if (failed != null) {
      throw new IllegalStateException("a thread of the team failed: " + failed, failed);
    }
  }

  /** Waits until every member is here. */
  public void meet() {
    if (members == 1) {
      return;
    }
    int now = phase;
    if (arrived.incrementAndGet() == members) {
      arrived.set(0);
      phase = now + 1;
      return;
    }
    for (int turn = 0; phase == now; turn++) {
      pause(turn);
    }
  }

  private void run(Job next, int member) {
    try {
      next.run(member);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private void work(int member, int cpu) {
    try (Affinity.Pin _ = cpu < 0 ? null : Affinity.pin(cpu)) {
      int seen = 0;
      while (true) {
        for (int turn = 0; jobs == seen && !closed; turn++) {
          if (turn < TURNS_BEFORE_PARK) {
            Thread.onSpinWait();
          } else {
            LockSupport.park(this);
          }
        }
        if (closed) {
          return;
        }
        seen = jobs;
        run(job, member);
        working.decrementAndGet();
      }
    }
  }

  private static void pause(int turn) {
    if (turn < TURNS_BEFORE_YIELD) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  @Override
  public void close() {
    closed = true;
    workers.forEach(LockSupport::unpark);
  }
}
