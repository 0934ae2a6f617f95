package convspectrum.search.solution;

import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.KnownTable;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SumFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an exact search solves.
 *
 * @param goals sums to minimise or maximise
 * @param bounds constraints on sums
 * @param isWhole whether these are all objectives and constraints, so that the front of the goals
 *     is the front of the search. Else designs near it are evaluated
 */
public record ExactPlan(List<Goal> goals, List<Constraint> bounds, boolean isWhole) {
  public ExactPlan {
    goals = List.copyOf(goals);
    bounds = List.copyOf(bounds);
  }

  /** A sum, and which way is better. */
  public record Goal(SumFigure figure, Direction direction) {
    @Override
    public String toString() {
      return figure.name() + ":" + direction.word();
    }
  }

  /**
   * What is solved of a search. Where figures are evaluated that are no sums, parameters and MACs
   * stand in for accuracy, unless they or what is twice as much are objectives themselves: without
   * them the front would hold the smallest designs, which no proxy prefers.
   */
  public static ExactPlan of(List<Objective> objectives, List<Constraint> constraints) {
    List<Goal> goals = new ArrayList<>();
    for (Objective objective : objectives) {
      if (objective.figure() instanceof SumFigure sum) {
        goals.add(new Goal(sum, objective.direction()));
      }
    }
    List<Constraint> bounds =
        constraints.stream().filter(one -> one.figure() instanceof SumFigure).toList();
    boolean isWhole =
        Stream.concat(
                objectives.stream().map(Objective::figure),
                constraints.stream().map(Constraint::figure))
            .allMatch(SumFigure.class::isInstance);
    if (!isWhole) {
      List<String> taken =
          goals.stream()
              .map(goal -> goal.figure().name())
              .map(name -> name.equals("flops") ? "macs" : name)
              .toList();
      FigureCatalog.capacities().stream()
          .filter(figure -> !taken.contains(figure.name()))
          .forEach(figure -> goals.add(new Goal(figure, Direction.MAX)));
    }
    return new ExactPlan(goals, bounds, isWhole);
  }

  /**
   * Makes sure that an exact search can be made.
   *
   * @throws IllegalArgumentException where a figure is known in advance and no sum, or none is one
   */
  public static void require(
      List<Objective> objectives, List<Constraint> constraints, Optional<KnownTable> table) {
    if (table.isPresent()) {
      throw new IllegalArgumentException(
          "found --strategy exact and --table; expected figures that are sums over the layers of a design, which columns of a table are not; try --strategy exhaustive");
    }
    List<Figure> figures =
        Stream.concat(
                objectives.stream().map(Objective::figure),
                constraints.stream().map(Constraint::figure))
            .toList();
    List<String> others =
        figures.stream()
            .filter(figure -> figure.isCheap() && !(figure instanceof SumFigure))
            .map(Figure::name)
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      throw new IllegalArgumentException(
          "--strategy exact: found %s, which %s; expected sums: params, macs, flops, bytes or RUNTIME-predicted-latency; try %s, or --strategy guided"
              .formatted(
                  String.join(" and ", others),
                  others.size() == 1
                      ? "is no sum over the layers of a design"
                      : "are no sums over the layers of a design",
                  String.join(" and ", others.stream().map(ExactPlan::inPlaceOf).toList())));
    }
    if (figures.stream().noneMatch(SumFigure.class::isInstance)) {
      throw new IllegalArgumentException(
          "--strategy exact: found %s, which no layer has a part of; expected one or more sums beside: params, macs, flops, bytes or RUNTIME-predicted-latency; try --constraint 'macs<=AMOUNT', or --strategy guided"
              .formatted(
                  String.join(" and ", figures.stream().map(Figure::name).distinct().toList())));
    }
  }

  private static String inPlaceOf(String figure) {
    return switch (figure) {
      case "live-params" -> "params in place of live-params";
      case "live-macs" -> "macs in place of live-macs";
      default -> "bytes in place of " + figure;
    };
  }
}
