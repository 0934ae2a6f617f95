package convspectrum.search.proxy;

/** A training-free score that stands in for accuracy. Higher is better. */
public interface AccuracyProxy {
  /** Its name on the command line and in tables. */
  String name();

  /** Its formula in a line. */
  String formula();

  /** The paper that proposes it. */
  String source();

  /**
   * Scores a network.
   *
   * @throws NotFiniteException where a value on the way is not a finite number
   */
  Score score(ScoringRun run);

  /** The backward pass over the first batch that {@link #score} needs. */
  default Backward backward() {
    return Backward.NONE;
  }

  /** What a backward pass reaches. */
  enum Backward {
    /** There is none, or none over the first batch as the run's statistics make it. */
    NONE,
    /** The inputs alone. */
    INPUTS,
    /** The weights alone. */
    WEIGHTS
  }
}
