package convspectrum.executor.measure.jmh;

import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.statistics.Robust;
import java.util.List;

/** Starts Java virtual machines one after another; each times one design on one runtime. */
@FunctionalInterface
public interface Forks {
  /**
   * Times a design in a new fork, and returns when the fork has ended.
   *
   * @throws HostException if the fork failed; the message is the whole reason
   * @throws InterruptedException if this thread was interrupted; the fork has been ended
   */
  Fork run(String design) throws InterruptedException;

  /**
   * The result of one fork.
   *
   * @param iterations its measured iterations, at least one
   * @param passes number of passes in all iterations together
   * @param warmUp the warm-up before them
   * @param cpuSeconds total CPU time of its process, including its start
   * @param involuntarySwitches how often the kernel took a CPU away while it measured
   */
  record Fork(
      List<Iteration> iterations,
      int passes,
      WarmUp warmUp,
      double cpuSeconds,
      long involuntarySwitches) {
    public Fork {
      iterations = List.copyOf(iterations);
      if (iterations.isEmpty()) {
        throw new IllegalArgumentException("no iterations; expected at least one");
      }
    }

    /**
     * Returns the median of the iterations, the one sample of a fork. The protocol {@code quick}
     * uses medians too; the mean of a skewed distribution differs by some per cent.
     */
    double medianMs() {
      return Robust.median(iterations.stream().map(Iteration::ms).toList());
    }

    /** Whether any of its iterations was disturbed. */
    boolean disturbed() {
      return iterations.stream().anyMatch(Iteration::disturbed);
    }
  }

  /**
   * One iteration of a fork.
   *
   * @param ms milliseconds per pass, above 0
   * @param takenAway share of its time for which the kernel gave the CPU to others
   */
  record Iteration(double ms, double takenAway) {
    /** Smallest share that counts: fewer lost milliseconds do not show in a long iteration. */
    private static final double NOTICEABLE = 0.01;

    public Iteration {
      if (!(ms > 0) || Double.isInfinite(ms)) {
        throw new IllegalArgumentException(ms + " ms per pass; expected a number above 0");
      }
    }

    /** Whether it lost enough time to change its result: above 1 %. */
    boolean disturbed() {
      return takenAway > NOTICEABLE;
    }
  }
}
