package convspectrum.executor.measure.host;

import convspectrum.spec.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A process in which the designs of one runtime are compiled and timed: this one, or a worker. Not
 * for use by two threads at once. Designs go by their labels.
 */
public interface Host extends AutoCloseable {
  /** The version of the runtime, for the record of a measurement. */
  String version();

  /**
   * Runs a design once, at the size at which designs are checked, and closes its program again.
   *
   * @return one tensor per output of that graph; NaN where the runtime wrote nothing
   */
  List<Tensor> outputs(String design);

  /**
   * Compiles a design for measuring.
   *
   * @throws RuntimeException whatever the runtime throws; {@link HostException} from a worker
   */
  TimedProgram compile(String design);

  /**
   * Keeps the thread that runs passes on one CPU, until {@link #unpin}. Programs that start threads
   * must be compiled before.
   *
   * @return what was done, for the record
   */
  Optional<String> pin();

  /** Lets that thread run anywhere again. */
  void unpin();

  /** Collects garbage now, and not while something is timed. */
  void collectGarbage();

  /** Up to now; the difference of two belongs to the time between them. */
  HostActivity activity();

  /** Whether every sample begins with an untimed pass, however long a pass is. */
  boolean alwaysRewarms();

  /** Ends it, and closes what it compiled. */
  @Override
  void close();
}
