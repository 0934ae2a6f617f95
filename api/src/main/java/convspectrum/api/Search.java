package convspectrum.api;

import convspectrum.reports.search.SearchReport;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.Objective;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.InterruptedSearchException;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SpaceSearch;
import convspectrum.search.scoring.ProxyFigures;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.strategy.StrategyKind;
import convspectrum.search.study.StudyProgress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How to search a space, and the searching: for the designs that no other beats in some costs and
 * accuracy proxies. Equal arguments give the same result for any number of threads.
 */
public final class Search {
  private static final long BUDGET = 300;
  private static final long LISTED = 2000;

  private final List<String> objectives;
  private final List<String> constraints;
  private final StrategyKind strategy;
  private final Optional<Long> budget;
  private final int threads;
  private final long seed;

  private Search(
      List<String> objectives,
      List<String> constraints,
      StrategyKind strategy,
      Optional<Long> budget,
      int threads,
      long seed) {
    this.objectives = List.copyOf(objectives);
    this.constraints = List.copyOf(constraints);
    this.strategy = strategy;
    this.budget = budget;
    this.threads = threads;
    this.seed = seed;
  }

  /**
   * {@return a search for these objectives by the strategy {@code guided}, without constraints,
   * with one thread and seed 1}
   *
   * @param objectives one or more of {@link #figures()}, each with {@code :min}, {@code :max} or
   *     {@code :log} behind it where its usual direction is not meant
   */
  public static Search forObjectives(String... objectives) {
    return new Search(
        Arrays.stream(objectives)
            .map(name -> Objects.requireNonNull(name, "an objective"))
            .toList(),
        List.of(),
        Strategies.named(Strategies.GUIDED),
        Optional.empty(),
        1,
        1);
  }

  /** {@return the names of what a search can be for: costs, and accuracy proxies} */
  public static List<String> figures() {
    return new FigureCatalog(List.of(), _ -> Optional.empty(), ProxyFigures.names()).names();
  }

  /** {@return the names of the strategies, the default first} */
  public static List<String> strategies() {
    return Strategies.names().stream().filter(name -> !name.equals(Strategies.HALVING)).toList();
  }

  /**
   * {@return the same under further bounds, such as {@code params<=5M and macs<=500M}}
   *
   * @param condition one or more comparisons of {@link #figures()} with numbers
   */
  public Search withConstraint(String condition) {
    List<String> more = new java.util.ArrayList<>(constraints);
    more.add(Objects.requireNonNull(condition, "condition"));
    return new Search(objectives, more, strategy, budget, threads, seed);
  }

  /**
   * {@return the same by another of the {@link #strategies()}}
   *
   * @param name one of {@link #strategies()}
   * @throws ConvspectrumException where there is none of this name
   */
  public Search withStrategy(String name) {
    if (Strategies.HALVING.equals(name)) {
      throw ConvspectrumException.input(
          "found halving, which trains designs; expected one of "
              + String.join(", ", strategies()));
    }
    if (!strategies().contains(Objects.requireNonNull(name, "name"))) {
      throw ConvspectrumException.input(
          "unknown strategy '%s'; expected one of %s"
              .formatted(name, String.join(", ", strategies())));
    }
    StrategyKind kind = Strategies.named(name);
    return new Search(objectives, constraints, kind, budget, threads, seed);
  }

  /**
   * {@return the same with at most so many designs to evaluate, instead of 300; 2000 of an exact
   * front; all of an exhaustive search}
   *
   * @param designs at least 1
   */
  public Search withBudget(long designs) {
    return new Search(objectives, constraints, strategy, Optional.of(designs), threads, seed);
  }

  /**
   * {@return the same with this many designs scored at the same time, at least 1}
   *
   * @param newThreads from 1 to 1024
   */
  public Search withThreads(int newThreads) {
    return new Search(objectives, constraints, strategy, budget, Guard.threads(newThreads), seed);
  }

  /**
   * {@return the same with another seed of everything random}
   *
   * @param newSeed any number
   */
  public Search withSeed(long newSeed) {
    return new Search(objectives, constraints, strategy, budget, threads, newSeed);
  }

  /**
   * Searches. Interrupting the thread ends it with the designs that were evaluated by then ({@link
   * Front#isInterrupted()}), or an exception where there are none; the thread stays interrupted.
   *
   * @param model a spec that leaves a parameter open
   * @return the designs that nothing beats
   * @throws ConvspectrumException where an objective, a constraint or the model does not serve, or
   *     no design keeps the constraints
   */
  public Front in(Model model) {
    SpecModel space = SpecModel.space(model);
    SearchPlan plan = Guard.given(() -> plan(space.sweep()));
    SearchResult result = Guard.run(() -> search(plan));
    if (result.interrupted()) {
      Thread.currentThread().interrupt();
    }
    return new Front(space, result, new SearchReport(result, "", List.of()));
  }

  private SearchResult search(SearchPlan plan) {
    try {
      return new SpaceSearch(plan, new Evaluations(Optional.empty(), threads))
          .run(StudyProgress.NONE);
    } catch (InterruptedSearchException e) {
      throw Guard.interrupted("before the first design was evaluated", e);
    }
  }

  private SearchPlan plan(Sweep sweep) {
    Map<String, Optional<Figure>> made = new HashMap<>();
    FigureCatalog catalog =
        new FigureCatalog(
            List.of(),
            name ->
                made.computeIfAbsent(
                    name, _ -> ProxyFigures.named(name, sweep, Optional.empty(), seed)),
            ProxyFigures.names());
    List<Objective> wanted = objectives.stream().map(catalog::objective).toList();
    List<Constraint> bounds =
        constraints.stream().flatMap(text -> catalog.constraints(text).stream()).toList();
    long most =
        budget.orElse(
            switch (strategy.name()) {
              case Strategies.EXHAUSTIVE -> Long.MAX_VALUE;
              case Strategies.EXACT -> LISTED;
              default -> BUDGET;
            });
    return new SearchPlan(sweep, wanted, bounds, Optional.empty(), strategy, seed, most);
  }
}
