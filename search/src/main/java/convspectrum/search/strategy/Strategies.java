package convspectrum.search.strategy;

import convspectrum.spec.fault.Suggestions;
import java.util.List;

/** The list of all strategies. */
public final class Strategies {
  /** The strategy that evaluates every design. */
  public static final String EXHAUSTIVE = "exhaustive";

  /**
   * Raised whenever a strategy proposes other designs than before. A search that goes on from its
   * journal would otherwise leave the path that it took, and end with another result.
   */
  public static final int VERSION = 2;

  private static final List<StrategyKind> ALL =
      List.of(
          new StrategyKind(
              "guided",
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
              "random",
              "designs at random, none twice",
              (landscape, seed, start) -> new RandomSearch(landscape, seed)),
          new StrategyKind(
              EXHAUSTIVE,
              "every design; only the front and a sample are kept in memory",
              (landscape, seed, start) -> new Exhaustive(landscape)));

  private Strategies() {}

  /** All strategies, the default first. */
  public static List<StrategyKind> all() {
    return ALL;
  }

  /** Their names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(StrategyKind::name).toList();
  }

  /**
   * A strategy by its name.
   *
   * @throws IllegalArgumentException where there is none, with a suggestion
   */
  public static StrategyKind named(String name) {
    return ALL.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown strategy '%s'; %s"
                    .formatted(name, Suggestions.didYouMean(name, names()))));
  }
}
