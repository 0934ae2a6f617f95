package convspectrum.search.latency;

import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Direction;
import convspectrum.search.run.MeasuredFigure;
import convspectrum.search.run.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A measured figure of a search, and what it decides.
 *
 * @param figure what is measured
 * @param direction which way is better, if it is an objective
 * @param bounds the constraints on it
 */
record JudgedFigure(MeasuredFigure figure, Optional<Direction> direction, List<Constraint> bounds) {
  JudgedFigure {
    bounds = List.copyOf(bounds);
  }

  /** The measured figures of a plan, each once. */
  static List<JudgedFigure> of(SearchPlan plan) {
    List<JudgedFigure> judged = new ArrayList<>();
    plan.figures()
        .forEach(figure -> {
          if (figure instanceof MeasuredFigure measured) {
            judged.add(
                new JudgedFigure(
                    measured,
                    plan.objectives().stream()
                        .filter(objective -> objective.name().equals(figure.name()))
                        .map(objective -> objective.direction())
                        .findFirst(),
                    plan.constraints().stream()
                        .filter(constraint -> constraint.figure().name().equals(figure.name()))
                        .toList()));
          }
        });
    return judged;
  }

  boolean isObjective() {
    return direction.isPresent();
  }

  boolean isKeptBy(double value) {
    return bounds.stream().allMatch(bound -> bound.violation(value) == 0);
  }

  /** By how much {@code a} is better than {@code b}, both logarithms. */
  double gain(double a, double b) {
    return direction.orElse(Direction.MIN) == Direction.MIN ? b - a : a - b;
  }
}
