package convspectrum.search.fleet;

import convspectrum.search.fleet.Visit.State;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker on its way from being seen to having measured. */
final class Station {
  private final FleetWorker worker;
  private @Nullable FleetJob<Sighting> looking;
  private @Nullable Sighting sighting;
  private @Nullable FleetJob<MachineRun> measuring;
  private @Nullable MachineRun run;
  private @Nullable State state;
  private String reason = "";

  Station(FleetWorker worker) {
    this.worker = worker;
  }

  FleetWorker worker() {
    return worker;
  }

  boolean isNew() {
    return looking == null && state == null;
  }

  boolean isLooking() {
    return looking != null && sighting == null && state == null;
  }

  /** Whether it could measure now, as far as it knows itself. */
  boolean isReady() {
    return sighting != null && measuring == null && state == null;
  }

  boolean isMeasuring() {
    return measuring != null && state == null;
  }

  boolean isOver() {
    return state != null;
  }

  boolean hasMeasured() {
    return state == State.MEASURED;
  }

  /** Whether both are on one machine, as far as that is known. */
  boolean sharesMachine(Station other) {
    return sighting != null && other.sighting != null
        ? sighting.node().equals(other.sighting.node())
        : worker.host().equals(other.worker.host());
  }

  boolean isLike(Station other) {
    return sighting != null
        && other.sighting != null
        && sighting.kind().equals(other.sighting.kind());
  }

  void look(FleetJob<Sighting> job) {
    looking = job;
  }

  void measure(FleetJob<MachineRun> job) {
    measuring = job;
  }

  void end(State itsState, String itsReason) {
    state = itsState;
    reason = itsReason;
  }

  /** Takes what has come. */
  void collect() {
    if (looking != null && isLooking()) {
      switch (looking.poll().orElse(null)) {
        case Answer.Given<Sighting>(Sighting seen) -> sighting = seen;
        case Answer.Missing<Sighting>(String why) -> end(State.FAILED, why);
        case null -> {}
      }
    }
    if (measuring != null && isMeasuring()) {
      switch (measuring.poll().orElse(null)) {
        case Answer.Given<MachineRun>(MachineRun came) -> {
          run = came;
          end(
              came.code() == 0 ? State.MEASURED : State.FAILED,
              came.code() == 0 ? "" : String.join(" ", came.said()));
        }
        case Answer.Missing<MachineRun>(String why) -> end(State.FAILED, why);
        case null -> {}
      }
    }
  }

  /**
   * The worker has gone. A cluster without another one would keep its task for as long as none
   * comes, and what another one said to it would not count.
   *
   * @param why in the words of the cluster; may be empty
   */
  void lose(String why) {
    cancel();
    String when = isMeasuring() ? "while it measured" : "before it measured";
    end(State.FAILED, "the worker was lost " + when + (why.isEmpty() ? "" : ": " + why));
  }

  /** Ends what runs; the user wants no more. */
  void interrupt() {
    if (isOver()) {
      return;
    }
    cancel();
    end(State.INTERRUPTED, "interrupted before it had measured");
  }

  private void cancel() {
    if (looking != null && isLooking()) {
      looking.cancel();
    }
    if (measuring != null && isMeasuring()) {
      measuring.cancel();
    }
  }

  /** The machine, by the name that it has for itself where it answered. */
  String host() {
    return sighting == null ? worker.host() : sighting.host();
  }

  /**
   * What came of it.
   *
   * @param name for its machine
   */
  Visit visit(String name) {
    return new Visit(
        worker,
        name,
        Optional.ofNullable(sighting),
        state == null ? State.INTERRUPTED : state,
        Optional.ofNullable(run),
        reason);
  }
}
