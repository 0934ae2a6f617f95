package convspectrum.cli.search;

import convspectrum.cli.usage.Choice;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.GradualFigure;
import convspectrum.search.figure.Objective;
import convspectrum.search.solution.ExactPlan;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.strategy.StrategyKind;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a space is searched, and for how long. */
final class StrategyOptions {
  private static final long BUDGET = 300;

  /** Designs of which the best are trained longer. */
  private static final long TRAINED = 27;

  /** Designs of an exact front that are listed. */
  private static final long LISTED = 2000;

  /** The names of the strategies, for help and completion. */
  static final class StrategyNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Strategies.names().iterator();
    }
  }

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      completionCandidates = StrategyNames.class,
      description =
          "One of: ${COMPLETION-CANDIDATES}. Default: guided; halving where 'trained' is an"
              + " objective.")
  private @Nullable String strategy;

  @Option(
      names = "--budget",
      paramLabel = "N",
      description =
          "Designs to evaluate at most. Default: 300; 27 with halving; 2000 of an exact front; all"
              + " for exhaustive.")
  private @Nullable Long budget;

  /** The strategy that is named, or the usual one for these objectives. */
  StrategyKind kind(List<Objective> objectives) {
    boolean gradual = objectives.stream().anyMatch(one -> one.figure() instanceof GradualFigure);
    return strategy != null
        ? Choice.of("--strategy", strategy, Strategies::named)
        : Strategies.named(gradual ? Strategies.HALVING : Strategies.GUIDED);
  }

  /** The number of designs that is asked for, or the usual one. */
  long budget(StrategyKind kind, List<Objective> objectives, List<Constraint> bounds) {
    if (budget != null) {
      return budget;
    }
    return switch (kind.name()) {
      case Strategies.EXHAUSTIVE -> Long.MAX_VALUE;
      case Strategies.HALVING -> TRAINED;
      case Strategies.EXACT -> ExactPlan.of(objectives, bounds).isWhole() ? LISTED : BUDGET;
      default -> BUDGET;
    };
  }
}
