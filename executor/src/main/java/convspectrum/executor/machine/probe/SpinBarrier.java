package convspectrum.executor.machine.probe;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets threads that have a CPU each go on together. Waking threads that sleep takes tens of
 * microseconds, more for one than for the other, and windows are to begin at once.
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
   * Waits for all others.
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

  /** Tells those who wait that somebody will not come. */
  void fail() {
    broken = true;
  }
}
