package convspectrum.search.exact;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Scope;
import convspectrum.search.strategy.EncodingSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Solves problems of sums by eliminating parameters. All of it is exact: integers, and no point is
 * left out but those that are beaten. Beyond a number of points it fails instead of approximating.
 */
public final class ExactSolver {
  /** Points that are held at a time, in all parts: 160 MB for three coordinates. */
  public static final int MOST_POINTS = 5_000_000;

  /** Combinations of choices that a part may depend on. */
  private static final double MOST_COMBINATIONS = 4_000_000;

  private final ExactProblem problem;
  private final Progress progress;

  /** Is told how far a solution is. */
  @FunctionalInterface
  public interface Progress {
    /** Nobody. */
    Progress NONE = (_, _, _) -> {};

    /**
     * Receives how many parameters are eliminated.
     *
     * @param points in the parts that are left
     */
    void eliminated(int done, int total, long points);
  }

  /** A solver of this problem. */
  public ExactSolver(ExactProblem problem, Progress progress) {
    this.problem = problem;
    this.progress = progress;
  }

  static String tooLarge() {
    return "the front, or what leads to it, has more than %,d points; expected fewer; try fewer objectives or a closer --constraint, or --strategy guided"
        .formatted(MOST_POINTS);
  }

  /**
   * The front: every point that no design beats, and how many designs have it.
   *
   * @throws FrontTooLargeException where more than {@link #MOST_POINTS} have to be held
   * @throws InterruptedException where the thread is interrupted
   * @throws ArithmeticException where sums exceed 64 bits
   */
  public ExactFront front() throws InterruptedException {
    return within(new long[problem.objectives().size()]);
  }

  /**
   * The points that no design beats by an amount in every objective: the front, and what is near.
   *
   * @param slack for each objective the amount, 0 or more; all 0 for the front
   */
  public ExactFront within(long[] slack) throws InterruptedException {
    Dimensions dimensions = new Dimensions(problem, slack);
    List<Potential> parts = new Parts(problem, dimensions).potentials();
    requireRange(parts, dimensions);
    EncodingSpace space = problem.space();
    TreeSet<Integer> open = new TreeSet<>();
    for (int i = 0; i < space.parameters(); i++) {
      open.add(i);
    }
    while (!open.isEmpty()) {
      progress.eliminated(
          space.parameters() - open.size(),
          space.parameters(),
          parts.stream().mapToLong(Potential::points).sum());
      int parameter = EliminationOrder.next(space, open, parts);
      open.remove(parameter);
      parts = joined(dimensions, OptionalInt.of(parameter), parts);
    }
    if (parts.size() != 1) {
      parts = joined(dimensions, OptionalInt.empty(), parts);
    }
    return new ExactFront(dimensions, space.parameters(), parts.getFirst());
  }

  /**
   * The least value of a figure that a design has, bounds aside.
   *
   * @return empty where there is no design
   */
  public OptionalLong least(AdditiveFigure figure) throws InterruptedException {
    return least(figure, List.of());
  }

  /** The least value of a figure among the designs that keep some bounds. */
  public OptionalLong least(AdditiveFigure figure, List<Bound> bounds) throws InterruptedException {
    ExactFront least =
        new ExactSolver(problem.with(List.of(figure), bounds), Progress.NONE).front();
    return least.size() == 0 ? OptionalLong.empty() : OptionalLong.of(least.value(0, 0));
  }

  /** The number of designs, bounds aside; {@code Long.MAX_VALUE} for that many or more. */
  public long designs() throws InterruptedException {
    return new ExactSolver(problem.with(List.of(), List.of()), Progress.NONE).front().designs();
  }

  private List<Potential> joined(
      Dimensions dimensions, OptionalInt parameter, List<Potential> parts)
      throws InterruptedException {
    List<Potential> inputs = new ArrayList<>();
    List<Potential> others = new ArrayList<>();
    TreeSet<Integer> around = new TreeSet<>();
    for (Potential part : parts) {
      if (parameter.isEmpty() || part.scope().contains(parameter.getAsInt())) {
        inputs.add(part);
        around.addAll(part.scope().parameters());
      } else {
        others.add(part);
      }
    }
    EncodingSpace space = problem.space();
    parameter.ifPresent(around::remove);
    if (EliminationOrder.combinations(space, around) > MOST_COMBINATIONS) {
      throw new FrontTooLargeException(
          "%d parameters depend on each other, on more than %,.0f combinations of their choices; expected fewer; try to fix some with --set, or --strategy guided"
              .formatted(around.size() + 1, MOST_COMBINATIONS));
    }
    Scope scope = Scope.of(space, around);
    int choices = parameter.isEmpty() ? 1 : space.choices(parameter.getAsInt());
    Elimination elimination = new Elimination(dimensions, parameter, choices, inputs, others);
    long held = parts.stream().mapToLong(Potential::points).sum();
    List<PointSet> sets = new ArrayList<>(scope.size());
    int[] chosen = new int[space.parameters()];
    for (int i = 0; i < scope.size(); i++) {
      scope.choose(i, chosen);
      PointSet sums = elimination.sums(chosen, MOST_POINTS);
      held += sums.size();
      if (held > MOST_POINTS) {
        throw new FrontTooLargeException(tooLarge());
      }
      sets.add(sums);
    }
    others.add(new Potential(scope, sets, Optional.of(elimination)));
    return others;
  }

  /** Makes sure that no sum of one value per part exceeds 64 bits. */
  private static void requireRange(List<Potential> parts, Dimensions dimensions) {
    for (int i = 0; i < dimensions.size(); i++) {
      long least = 0;
      long largest = 0;
      for (Potential part : parts) {
        least = Math.addExact(least, part.least(i));
        largest = Math.addExact(largest, part.largest(i));
      }
    }
  }
}
