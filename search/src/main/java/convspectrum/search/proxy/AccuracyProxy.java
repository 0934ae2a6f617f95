package convspectrum.search.proxy;

import convspectrum.search.proxy.input.Backward;
import convspectrum.search.proxy.input.ScoringRun;
import convspectrum.search.proxy.input.UndefinedScoreException;

/** A training-free score that stands in for accuracy. Higher is better. */
public interface AccuracyProxy {
  /** Its name on the command line and in tables. */
  String name();

  /** Its formula in one line. */
  String formula();

  /** The paper that proposes it. */
  String source();

  /**
   * Scores a network.
   *
   * @throws UndefinedScoreException where it has no score, with the reason
   */
  Score score(ScoringRun run);

  /** Whether the score depends on which nodes end a block of the spec. */
  default boolean readsBlocks() {
    return false;
  }

  /**
   * Whether it takes many times the time of all others together, so that it is computed only where
   * it is asked for by name.
   */
  default boolean onlyByName() {
    return false;
  }

  /** The backward pass over the first batch that {@link #score} needs. */
  default Backward backward() {
    return Backward.NONE;
  }
}
