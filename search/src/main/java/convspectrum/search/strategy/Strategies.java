package convspectrum.search.strategy;

import convspectrum.spec.fault.Suggestions;
import java.util.List;
import java.util.stream.Stream;

/** The list of all strategies. */
public final class Strategies {
  /** The strategy that learns which designs are worth it. */
  public static final String GUIDED = "guided";

  /** The strategy that evaluates every design. */
  public static final String EXHAUSTIVE = "exhaustive";

  /** The strategy that solves sums for all designs at once. */
  public static final String EXACT = "exact";

  /** The strategy that trains the better designs longer. */
  public static final String HALVING = "halving";

  /** The strategy that draws designs at random. */
  public static final String RANDOM = "random";

  /**
   * Raised whenever a strategy proposes other designs than before. A search that goes on from its
   * journal would otherwise leave the path that it took, and end with another result.
   */
  public static final int VERSION = 2;

  private static final List<StrategyKind> ALL =
      List.of(
          new StrategyKind(
              GUIDED,
              "evolution in which a regression on what was evaluated picks half of the designs",
              (landscape, seed, start) -> new Guided(landscape, seed)),
          new StrategyKind(
              "nsga2",
              "non-dominated sorting genetic algorithm",
              (landscape, seed, start) -> new Nsga2(landscape, seed)),
          new StrategyKind(
              "evolution",
              "regularized (aging) evolution",
              (landscape, seed, start) -> new RegularizedEvolution(landscape, seed)),
          new StrategyKind(
              "local",
              "all neighbours of the best so far, from a given design on",
              LocalSearch::new),
          new StrategyKind(
              RANDOM,
              "designs at random, none twice",
              (landscape, seed, start) -> new RandomSearch(landscape, seed)),
          new StrategyKind(
              EXHAUSTIVE,
              "every design; only the front and a sample are kept in memory",
              (landscape, seed, start) -> new Exhaustive(landscape)));

  /** Strategies that need more than a landscape. */
  private static final List<StrategyKind> OF_A_SPACE = List.of(solver(), halving());

  private static StrategyKind solver() {
    return new StrategyKind(
        EXACT,
        "the front of all designs with a certificate, of figures that are sums; of others, the designs nearest to it",
        (landscape, seed, start) -> {
          throw new IllegalStateException("a landscape has no sums; a search of a space has");
        });
  }

  private static StrategyKind halving() {
    return new StrategyKind(
        HALVING,
        "successive halving: of random designs that are trained for few epochs, the best third is trained three times as long, and so on",
        (landscape, seed, start) -> {
          throw new IllegalStateException("a landscape trains nothing; a search of a space does");
        });
  }

  private Strategies() {}

  /** The strategies that need no more than a landscape, the default first. */
  public static List<StrategyKind> all() {
    return ALL;
  }

  /** The names of all strategies, the default first. */
  public static List<String> names() {
    return Stream.concat(ALL.stream(), OF_A_SPACE.stream()).map(StrategyKind::name).toList();
  }

  /**
   * A strategy by its name.
   *
   * @throws IllegalArgumentException where there is none, with a suggestion
   */
  public static StrategyKind named(String name) {
    return Stream.concat(ALL.stream(), OF_A_SPACE.stream())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown strategy '%s'; %s"
                    .formatted(name, Suggestions.didYouMean(name, names()))));
  }
}
