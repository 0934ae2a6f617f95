package convspectrum.search.fleet;

import java.util.Optional;

/**
 * What came of a worker.
 *
 * @param worker of a cluster
 * @param name its machine, as that calls itself where it answered; with a number where workers
 *     before it have the same
 * @param sighting its machine; empty where it did not answer
 * @param state whether it measured
 * @param run what it measured
 * @param reason why it did not measure, a sentence without a full stop; empty where it did
 */
public record Visit(
    FleetWorker worker,
    String name,
    Optional<Sighting> sighting,
    State state,
    Optional<MachineRun> run,
    String reason) {
  /** Whether a worker measured. */
  public enum State {
    /** Each runtime timed something. */
    MEASURED,
    /** Some runtime timed nothing, or none did. */
    FAILED,
    /** Another one of its kind measured. */
    ALIKE,
    /** The user ended it before. */
    INTERRUPTED
  }

  /** The same with what went wrong. */
  Visit failed(String why) {
    return new Visit(worker, name, sighting, State.FAILED, run, why);
  }

  /** Whether another machine should measure the same times. */
  public boolean isLike(Visit other) {
    return sighting.isPresent()
        && other.sighting.isPresent()
        && sighting.get().kind().equals(other.sighting.get().kind());
  }
}
