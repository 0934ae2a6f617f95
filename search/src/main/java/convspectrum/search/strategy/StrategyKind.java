package convspectrum.search.strategy;

/**
 * A way to search.
 *
 * @param name for users
 * @param about what it does, in a few words
 * @param factory starts it
 */
public record StrategyKind(String name, String about, Factory factory) {
  /** Starts strategies of a kind. */
  @FunctionalInterface
  public interface Factory {
    /**
     * Starts a search.
     *
     * @param seed of everything random
     * @param start where a search from a given design begins; others ignore it
     */
    Strategy start(Landscape landscape, long seed, Encoding start);
  }

  /** Starts a search. */
  public Strategy start(Landscape landscape, long seed, Encoding start) {
    return factory.start(landscape, seed, start);
  }
}
