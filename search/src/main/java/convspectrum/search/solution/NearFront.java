package convspectrum.search.solution;

import convspectrum.search.exact.ExactFront;
import convspectrum.search.exact.ExactSolver;
import convspectrum.search.exact.FrontTooLargeException;
import convspectrum.search.strategy.Encoding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The designs nearest to a front, as many as a budget allows. A design is within a distance of the
 * front if no design beats it by more than that in every goal; distances are shares of the range of
 * a goal on the front.
 */
final class NearFront {
  /** The first distance that is tried; it is doubled as long as the budget is not spent. */
  private static final double FIRST = 1.0 / 1024;

  /** The last distance that is tried. */
  private static final double LAST = 1024;

  /** The largest amount by which a sum can be beaten. */
  private static final double MOST = 1L << 60;

  /** How often the last distance is halved. */
  private static final int HALVINGS = 4;

  private final ExactSolver solver;
  private final ExactFront front;
  private final int budget;
  private double within;
  private ExactFront inside;
  private double next = FIRST;
  private @Nullable ExactFront beyond;
  private boolean isTooLarge;

  NearFront(ExactSolver solver, ExactFront front, int budget) {
    this.solver = solver;
    this.front = front;
    this.budget = budget;
    this.inside = front;
  }

  /** The designs: those of the front, those within a distance, and some that are farther away. */
  List<Encoding> designs() throws InterruptedException {
    Set<Encoding> designs = new LinkedHashSet<>(Spread.of(front, budget));
    if (front.designs() >= budget) {
      return List.copyOf(designs);
    }
    while (beyond == null && !isTooLarge && within < LAST) {
      step(next);
      if (beyond == null && !isTooLarge) {
        next = 2 * within;
      }
    }
    for (int i = 0; i < HALVINGS && (beyond != null || isTooLarge); i++) {
      step((within + next) / 2);
    }
    designs.addAll(Spread.of(inside, budget));
    ExactFront outer = beyond;
    if (outer != null) {
      designs.addAll(Spread.of(outer, outside(outer), budget - designs.size()));
    }
    return List.copyOf(designs);
  }

  /** Finds out what is within a distance: fewer designs than the budget, or enough. */
  private void step(double distance) throws InterruptedException {
    try {
      ExactFront found = solver.within(slack(distance));
      if (found.designs() < budget) {
        within = distance;
        inside = found;
      } else {
        next = distance;
        beyond = found;
        isTooLarge = false;
      }
    } catch (FrontTooLargeException e) {
      next = distance;
      beyond = null;
      isTooLarge = true;
    }
  }

  private long[] slack(double distance) {
    long[] slack = new long[front.objectives()];
    for (int i = 0; i < slack.length; i++) {
      long least = Long.MAX_VALUE;
      long most = Long.MIN_VALUE;
      for (int point = 0; point < front.size(); point++) {
        least = Math.min(least, front.value(point, i));
        most = Math.max(most, front.value(point, i));
      }
      double range = most > least ? (double) most - least : Math.abs((double) most);
      slack[i] = (long) Math.min(MOST, distance * range);
    }
    return slack;
  }

  /** The points that are not within the smaller distance. */
  private List<Integer> outside(ExactFront outer) {
    Set<List<Long>> known = new HashSet<>();
    for (int point = 0; point < inside.size(); point++) {
      known.add(inside.values(point));
    }
    List<Integer> outside = new ArrayList<>();
    for (int point = 0; point < outer.size(); point++) {
      if (!known.contains(outer.values(point))) {
        outside.add(point);
      }
    }
    return outside;
  }

  /** What was handed on beside the front; empty where that is more than the budget. */
  Optional<Certificate.Near> summary() {
    if (front.designs() >= budget) {
      return Optional.empty();
    }
    ExactFront outer = beyond;
    long far = outer != null ? outer.designs() : isTooLarge ? Long.MAX_VALUE : inside.designs();
    return Optional.of(new Certificate.Near(within, inside.designs(), next, far));
  }
}
