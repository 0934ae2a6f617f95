package convspectrum.executor.vector.team;

import convspectrum.executor.machine.Affinity;
import convspectrum.spec.fault.FailedRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work on one job together. Between the phases of a job they spin, which wakes them in
 * a twentieth of a microsecond; between jobs they park, so that they do not disturb other
 * measurements. The caller is the first member.
 */
public final class SpinTeam implements AutoCloseable {
  /** Number of spins after which fewer cores seem to be free than there are members. */
  private static final int TURNS_BEFORE_YIELD = 1 << 14;

  /** Number of spins, about 50 µs, so that a job that follows at once finds its team awake. */
  private static final int TURNS_BEFORE_PARK = 1 << 11;

  /** The job of every member, with the member's number. */
  @FunctionalInterface
  public interface Job {
    /** Runs the member's part, which waits for the others in {@link SpinTeam#meet}. */
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

  /** Creates a team; if there are enough CPUs, each worker has its own. */
  public SpinTeam(int members) {
    this(members, true);
  }

  /**
   * Creates a team.
   *
   * @param pinned whether each worker gets a CPU of its own, if there are enough; not for work that
   *     other programs may do beside it, since teams of several programs would take the same CPUs
   */
  public SpinTeam(int members, boolean pinned) {
    this.members = members;
    List<Integer> cpus = List.copyOf(Affinity.allowed());
    for (int i = 1; i < members; i++) {
      int member = i;
      // If the caller is pinned, it is on the last CPU.
      int cpu = pinned && members <= cpus.size() ? cpus.get(cpus.size() - 1 - i) : -1;
      Thread worker = new Thread(() -> work(member, cpu), "convspectrum-" + i);
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
  }

  /** Number of members. */
  public int members() {
    return members;
  }

  /** The threads without the caller. */
  public List<Thread> workers() {
    return List.copyOf(workers);
  }

  /**
   * Runs a job to its end.
   *
   * @throws FailedRunException if a member found that the input asks for what cannot be done
   * @throws IllegalStateException if one of several members failed otherwise, with its failure as
   *     the cause, or if the team is closed
   */
  public void run(Job next) {
    if (closed) {
      throw new IllegalStateException("the team is closed");
    }
    if (members == 1) {
      next.run(0);
      return;
    }
    job = next;
    working.set(members - 1);
    jobs++;
    for (int i = 0; i < workers.size(); i++) {
      LockSupport.unpark(workers.get(i));
    }
    run(next, 0);
    for (int turn = 0; working.get() != 0; turn++) {
      pause(turn);
    }
    Throwable failed = failure.getAndSet(null);
    if (failed != null) {
      arrived.set(0);
      if (failed instanceof FailedRunException told) {
        throw told;
      }
      throw new IllegalStateException("a thread of the team failed: " + failed, failed);
    }
  }

  /**
   * Waits until every member has arrived.
   *
   * @throws IllegalStateException if another member failed and will not arrive
   */
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
      if (failure.get() != null) {
        throw new IllegalStateException("another thread of the team failed");
      }
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
