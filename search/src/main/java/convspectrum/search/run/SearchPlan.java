package convspectrum.search.run;

import convspectrum.executor.statistics.Interval;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.GradualFigure;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.PredictedFigure;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.solution.ExactPlan;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.strategy.StrategyKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The definition of a search.
 *
 * @param sweep the space: the parameters that vary, and the values of the others
 * @param objectives at least one, of different figures
 * @param constraints which a design must all keep
 * @param table known results; designs without a row are left out
 * @param strategy the way to search
 * @param seed of everything random
 * @param budget the maximum number of designs to evaluate
 */
public record SearchPlan(
    Sweep sweep,
    List<Objective> objectives,
    List<Constraint> constraints,
    Optional<KnownTable> table,
    StrategyKind strategy,
    long seed,
    long budget) {
  public SearchPlan {
    objectives = List.copyOf(objectives);
    constraints = List.copyOf(constraints);
    if (sweep.parameters().isEmpty()) {
      throw new IllegalArgumentException(
          "%s leaves no parameter open: there is one design, and nothing to search. Count and"
                  .formatted(sweep.spec().name())
              + " measure it with: convspectrum explore");
    }
    if (objectives.isEmpty()) {
      throw new IllegalArgumentException("no objective; expected one or more");
    }
    if (objectives.stream().map(Objective::name).distinct().count() < objectives.size()) {
      throw new IllegalArgumentException(
          "an objective is given twice: "
              + String.join(", ", objectives.stream().map(Objective::name).toList()));
    }
    if (budget < 1) {
      throw new IllegalArgumentException("a budget of " + budget + "; expected 1 or more");
    }
    requireCompatible(constraints);
    if (strategy.name().equals(Strategies.EXACT)) {
      ExactPlan.require(objectives, constraints, table);
    }
    if (strategy.name().equals(Strategies.HALVING) && gradual(objectives).isEmpty()) {
      throw new IllegalArgumentException(
          "--strategy halving: found no objective that is trained, among %s; expected one; try --objective trained,macs --data fashion-sample, or --strategy guided"
              .formatted(
                  objectives.stream().map(Objective::name).collect(Collectors.joining(", "))));
    }
  }

  /** Whether sums are solved for all designs at once. */
  public boolean isExact() {
    return strategy.name().equals(Strategies.EXACT);
  }

  /** Whether designs are halved before they are evaluated. */
  public boolean isHalving() {
    return strategy.name().equals(Strategies.HALVING);
  }

  /** The objective of most work that less work estimates. */
  Optional<GradualFigure> gradual() {
    return gradual(objectives);
  }

  private static Optional<GradualFigure> gradual(List<Objective> objectives) {
    return objectives.stream()
        .map(Objective::figure)
        .filter(GradualFigure.class::isInstance)
        .map(GradualFigure.class::cast)
        .max(Comparator.comparingLong(GradualFigure::work));
  }

  private static void requireCompatible(List<Constraint> constraints) {
    for (Constraint upper : constraints) {
      for (Constraint lower : constraints) {
        boolean same = upper.figure().name().equals(lower.figure().name());
        if (same
            && upper.direction() != lower.direction()
            && lower.direction() == Direction.MAX
            && lower.bound() > upper.bound()) {
          throw new IllegalArgumentException(
              "'%s' and '%s' exclude every design: no %s keeps both"
                  .formatted(upper.text(), lower.text(), upper.figure().name()));
        }
      }
    }
  }

  /**
   * Whether all evaluated designs are kept in memory. Those of an exhaustive search may not fit
   * there, unless they are measured, of which no machine does so many.
   */
  public boolean keepsAll() {
    return !strategy.name().equals(Strategies.EXHAUSTIVE)
        || figures().stream().anyMatch(MeasuredFigure.class::isInstance);
  }

  /**
   * Whether a measured figure leaves open whether it keeps the constraints on it: a bound lies
   * within its interval, or there is none.
   */
  public boolean isUnsure(Figure figure, Evaluation evaluation) {
    if (!(figure instanceof MeasuredFigure) || evaluation.number().isEmpty()) {
      return false;
    }
    Optional<Interval> interval = MeasuredFigure.estimate(evaluation).interval();
    return constraints.stream()
        .filter(constraint -> constraint.figure().name().equals(figure.name()))
        .anyMatch(constraint -> interval.isEmpty() || interval.get().contains(constraint.bound()));
  }

  /**
   * The plan by which a front is measured afresh: measured figures stand in place of those that
   * predict them. It is this one where nothing is predicted, or nothing of that is to be measured;
   * and of an exact front, whose certificate is of what is predicted.
   */
  public SearchPlan confirmed() {
    if (strategy.name().equals(Strategies.EXACT)) {
      return this;
    }
    Set<String> names = figures().stream().map(Figure::name).collect(Collectors.toSet());
    UnaryOperator<Figure> measured =
        figure ->
            figure instanceof PredictedFigure predicted
                ? predicted.measured().filter(one -> !names.contains(one.name())).orElse(figure)
                : figure;
    if (figures().stream().allMatch(figure -> measured.apply(figure).equals(figure))) {
      return this;
    }
    return new SearchPlan(
        sweep,
        objectives.stream()
            .map(one -> new Objective(measured.apply(one.figure()), one.direction(), one.byRatio()))
            .toList(),
        constraints.stream()
            .map(one ->
                new Constraint(
                    measured.apply(one.figure()), one.direction(), one.bound(), one.text()))
            .toList(),
        table,
        strategy,
        seed,
        budget);
  }

  /** The largest number of designs that can be evaluated: the budget, or all there are. */
  public long most() {
    return sweep.size().min(BigInteger.valueOf(budget)).longValueExact();
  }

  /** The figures of objectives and constraints, each once; those that are cheap first. */
  public List<Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    objectives.forEach(objective -> figures.putIfAbsent(objective.name(), objective.figure()));
    constraints.forEach(one -> figures.putIfAbsent(one.figure().name(), one.figure()));
    List<Figure> ordered = new ArrayList<>();
    figures.values().stream().filter(Figure::isCheap).forEach(ordered::add);
    figures.values().stream().filter(figure -> !figure.isCheap()).forEach(ordered::add);
    return ordered;
  }
}
