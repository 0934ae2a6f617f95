package convspectrum.gradients.learning;

import convspectrum.executor.vector.team.SpinTeam;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * Threads that compute the parts of a batch: each always the same parts, one after another. The
 * caller is one of them.
 */
public final class Workers implements AutoCloseable {
  private final int parts;
  private final SpinTeam team;

  /**
   * Starts the threads.
   *
   * @param parts number of parts
   * @param threads number of threads; there are no more than parts and CPUs, since those that wait
   *     would take the CPUs of those that compute
   */
  public Workers(int parts, int threads) {
    this.parts = parts;
    int useful = Math.min(parts, Runtime.getRuntime().availableProcessors());
    this.team = new SpinTeam(Math.min(useful, threads), false);
  }

  /** Number of threads. */
  public int threads() {
    return team.members();
  }

  /** The thread of a part, from 0 on. */
  public int thread(int part) {
    return part % team.members();
  }

  /** Runs {@code work} for every part in its thread, and waits for all. */
  public void each(IntConsumer work) {
    stages(part -> {
      work.accept(part);
      return false;
    });
  }

  /**
   * Runs {@code stage} for every part as long as it returns true, which it does for all parts
   * alike. No part begins a stage before all have ended the one before.
   */
  public void stages(IntPredicate stage) {
    run(member -> {
      boolean more = true;
      while (more) {
        for (int part = member; part < parts; part += team.members()) {
          more = stage.test(part);
        }
        if (more) {
          team.meet();
        }
      }
    });
  }

  /** Runs {@code work} for each number below {@code count}, divided among the threads. */
  public void share(int count, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    run(_ -> {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        work.accept(i);
      }
    });
  }

  private void run(SpinTeam.Job job) {
    try {
      team.run(job);
    } catch (IllegalStateException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  @Override
  public void close() {
    team.close();
  }
}
