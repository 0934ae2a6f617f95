package convspectrum.executor.machine.probe;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A barrier at which threads that each have a CPU wait busily. Waking sleeping threads takes tens
 * of microseconds and differs between threads, but windows must start at the same time.
 */
final class SpinBarrier {
  private final int parties;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int generation;
  private volatile boolean broken;

  SpinBarrier(int parties) {
    this.parties = parties;
  }

  /**
   * Waits until all other threads have arrived.
   *
   * @throws IllegalStateException if one of them failed
   */
  void await() {
    int mine = generation;
    if (arrived.incrementAndGet() == parties) {
      arrived.set(0);
      generation = mine + 1;
      return;
    }
    while (generation == mine && !broken) {
      Thread.onSpinWait();
    }
    if (generation == mine) {
      throw new IllegalStateException("another thread of the probe stopped");
    }
  }

  /** Tells the waiting threads that one thread will not arrive. */
  void fail() {
    broken = true;
  }
}
