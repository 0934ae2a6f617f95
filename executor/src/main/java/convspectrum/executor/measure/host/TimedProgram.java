package convspectrum.executor.measure.host;

import convspectrum.executor.runtime.NodeTime;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A compiled design that can be timed, in this process or another one. */
public interface TimedProgram extends AutoCloseable {
  /**
   * Runs passes until they are steady or the time limit is reached.
   *
   * @param limitNanos time limit; at least one pass is run
   * @param tolerance share by which the times of a steady program may still change
   * @param stop asked between passes whether to stop; a worker does not ask it
   */
  Warm warmUp(long limitNanos, double tolerance, BooleanSupplier stop);

  /**
   * Times passes. Several passes, and where something else has run also a single one, start with an
   * untimed pass that loads the program's data into the caches again, since the goal is to measure
   * a program that runs repeatedly.
   */
  Sample sample(int repetitions);

  /** Runs one profiled pass, or several whose mean is returned, depending on the runtime. */
  List<NodeTime> profile();

  @Override
  void close();

  /**
   * The result of warming up a program.
   *
   * @param warmUp passes, time and whether it became steady
   * @param nanosPerPass approximate time of a pass; 0 if none was run
   */
  record Warm(WarmUp warmUp, double nanosPerPass) {}

  /**
   * The total time of several passes.
   *
   * @param nanos nanoseconds, above 0
   * @param disturbed whether the kernel took the CPU away in the meantime
   */
  record Sample(long nanos, boolean disturbed) {}
}
