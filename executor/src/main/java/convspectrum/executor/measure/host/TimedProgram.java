package convspectrum.executor.measure.host;

import convspectrum.executor.runtime.NodeTime;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A compiled design that can be timed, wherever it lives. */
public interface TimedProgram extends AutoCloseable {
  /**
   * Runs passes until they are steady or time is up.
   *
   * @param limitNanos time for it; one pass is made in any case
   * @param tolerance share by which a steady program's times may still change
   * @param stop asked between passes whether to stop; a worker does not ask
   */
  Warm warmUp(long limitNanos, double tolerance, BooleanSupplier stop);

  /**
   * Times passes. Where there are several, one untimed pass before them brings the program's data
   * back into the caches: what is measured is a program that runs again and again.
   */
  Sample sample(int repetitions);

  /** One profiled pass, or the mean of several, as the runtime has it. */
  List<NodeTime> profile();

  @Override
  void close();

  /**
   * A program that was warmed up.
   *
   * @param warmUp how
   * @param nanosPerPass what a pass takes, about; 0 if none was made
   */
  record Warm(WarmUp warmUp, double nanosPerPass) {}

  /**
   * What some passes took together.
   *
   * @param nanos nanoseconds, above 0
   * @param disturbed whether the kernel took the CPU away meanwhile
   */
  record Sample(long nanos, boolean disturbed) {}
}
