package convspectrum.executor.measure.host;

import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.spec.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A process in which the designs of one runtime are compiled and timed: this process or a worker.
 * Two threads must not use it at the same time. Labels identify the designs.
 */
public interface Host extends AutoCloseable {
  /** The version of the runtime, for the record of a measurement. */
  String version();

  /**
   * Runs a design once, at the input size at which designs are checked, and closes its program.
   *
   * @return one tensor per output of that graph; NaN where the runtime wrote no value
   */
  List<Tensor> outputs(String design);

  /**
   * Compiles a design for measuring.
   *
   * @throws RuntimeException any exception of the runtime; {@link HostException} from a worker
   */
  TimedProgram compile(String design);

  /**
   * The steps that the runtime makes of a design, planned where it is timed: a runtime may plan
   * otherwise in a process with other registers.
   *
   * @return none where this host cannot tell
   * @throws RuntimeException any exception of the runtime; {@link HostException} from a worker
   */
  default List<RuntimeStep> steps(String design) {
    return List.of();
  }

  /**
   * Keeps the thread that runs passes on one CPU until {@link #unpin}. Compile programs that start
   * threads before this call.
   *
   * @return a description of what was done, for the record
   */
  Optional<String> pin();

  /** Lets that thread run anywhere again. */
  void unpin();

  /** Collects garbage now, so that it is not collected while something is timed. */
  void collectGarbage();

  /** Returns the activity up to now, for the difference to a later one. */
  HostActivity activity();

  /** Whether every sample starts with an untimed pass, even if a pass is long. */
  boolean alwaysRewarms();

  /** Ends the host and closes its programs. */
  @Override
  void close();
}
