package convspectrum.executor.measure.jmh;

import convspectrum.executor.measure.host.HostException;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.statistics.Robust;
import java.util.List;

/** Starts Java virtual machines, one after another, each to time one design on one runtime. */
@FunctionalInterface
public interface Forks {
  /**
   * Times a design in a new fork, and returns when the fork has ended.
   *
   * @throws HostException where the fork failed; the message is the whole reason
   * @throws InterruptedException where this thread was interrupted; the fork has been ended
   */
  Fork run(String design) throws InterruptedException;

  /**
   * What one fork found.
   *
   * @param iterations its measured iterations, at least one
   * @param passes passes in all of them together
   * @param warmUp how it was warmed up before them
   * @param cpuSeconds CPU time that its process used in all, starting included
   * @param involuntarySwitches how often the kernel took a CPU away from it while it measured
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
     * The median of its iterations: the one sample that a fork is. Of {@code quick} it is medians
     * too; the mean of a skewed distribution is another quantity, by some per cent.
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
   * @param takenAway the share of it for which the kernel gave the CPU to others
   */
  record Iteration(double ms, double takenAway) {
    /** Of a few milliseconds of a long iteration nothing is seen in its mean. */
    private static final double NOTICEABLE = 0.01;

    public Iteration {
      if (!(ms > 0) || Double.isInfinite(ms)) {
        throw new IllegalArgumentException(ms + " ms per pass; expected a number above 0");
      }
    }

    /** Whether so much of it was lost that its time shows it: above 1 %. */
    boolean disturbed() {
      return takenAway > NOTICEABLE;
    }
  }
}
