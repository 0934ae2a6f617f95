package convspectrum.executor.measure;

/** Told how far a run is, between samples, never while something is timed. */
@FunctionalInterface
public interface Progress {
  /** What a run does, in order. */
  enum Phase {
    /** Programs are compiled; counted in designs. */
    COMPILE,
    /** Designs are run until steady; counted in designs. */
    WARM_UP,
    /** Designs are timed; counted in rounds, whose total is an estimate. */
    ROUNDS,
    /** Designs are timed in forks; counted in forks, whose total is an estimate. */
    FORKS
  }

  /** Tells nobody. */
  Progress NONE = (phase, done, total, note) -> {};

  /**
   * How far it is.
   *
   * @param phase what is being done
   * @param done how much of it is done
   * @param total how much there is, as far as can be told
   * @param note in words: the design, or how wide the widest interval still is
   */
  void report(Phase phase, long done, long total, String note);
}
