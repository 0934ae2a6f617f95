package convspectrum.executor.measure;

/** Receives the progress of a run, between samples and never while something is timed. */
@FunctionalInterface
public interface Progress {
  /** Phases of a run, in order. */
  enum Phase {
    /** Programs are compiled; the unit is designs. */
    COMPILE,
    /** Designs are run until they are steady; the unit is designs. */
    WARM_UP,
    /** Designs are timed; the unit is rounds, and their total is an estimate. */
    ROUNDS,
    /** Designs are timed in forks; the unit is forks, and their total is an estimate. */
    FORKS,
    /** The steps of a design are timed; the unit is designs. */
    PROFILE
  }

  /** Ignores all progress. */
  Progress NONE = (phase, done, total, note) -> {};

  /**
   * Reports progress.
   *
   * @param phase the current phase
   * @param done number of finished units
   * @param total estimated number of units
   * @param note a text: the design, or the current width of the widest interval
   */
  void report(Phase phase, long done, long total, String note);
}
