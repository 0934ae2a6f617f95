package convspectrum.search.solution;

import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.additive.Factored;
import convspectrum.search.exact.Bound;
import convspectrum.search.exact.ExactFront;
import convspectrum.search.exact.ExactProblem;
import convspectrum.search.exact.ExactSolver;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.SumFigure;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.EncodingSpace;
import convspectrum.search.study.StudyProgress;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Solves the sums of a search for all designs of its space, and chooses which are evaluated. */
public final class ExactSearch {
  private final ExactPlan plan;
  private final SumSpace space;
  private final long most;
  private final StudyProgress progress;

  /**
   * A search.
   *
   * @param most how many designs may be evaluated
   * @param progress is told what is done, with nothing evaluated yet
   */
  public ExactSearch(ExactPlan plan, SumSpace space, long most, StudyProgress progress) {
    this.plan = plan;
    this.space = space;
    this.most = most;
    this.progress = (task, _, _, note) -> progress.report(task, 0, most, note);
  }

  /**
   * The designs to evaluate.
   *
   * @param designs each once, those of the front first
   * @param certificate what was covered
   */
  public record Solved(List<Encoding> designs, Certificate certificate) {
    public Solved {
      designs = List.copyOf(designs);
    }
  }

  /**
   * Solves.
   *
   * @throws UnkeptException where no design keeps the bounds
   * @throws InterruptedException where the thread is interrupted
   */
  public Solved solve() throws InterruptedException {
    EncodingSpace encodings = space.landscape().space();
    SpaceSums sums = SpaceSums.of(space, figures(), progress);
    Factored<List<Long>> factored = sums.factored();
    List<AdditiveFigure> objectives = plan.goals().stream().map(sums::minimised).toList();
    List<Bound> bounds = plan.bounds().stream().map(sums::bound).toList();
    ExactProblem problem = new ExactProblem(encodings, factored.exclusions(), objectives, bounds);
    ExactSolver solver = new ExactSolver(problem, this::report);
    boolean isWholeSpace = factored.exclusions().isEmpty();
    BigInteger designs = isWholeSpace ? encodings.size() : BigInteger.valueOf(solver.designs());
    ExactFront front = solver.front();
    if (front.size() == 0) {
      throw new Unkept(plan.bounds(), bounds, solver).exception(designs);
    }
    int budget = (int) Math.min(Integer.MAX_VALUE, most);
    NearFront near = new NearFront(solver, front, budget);
    List<Encoding> chosen = plan.isWhole() ? Spread.of(front, budget) : near.designs();
    sums.check(chosen.stream().map(space.designs()).toList());
    return new Solved(
        chosen,
        new Certificate(
            designs,
            isWholeSpace || !designs.equals(BigInteger.valueOf(Long.MAX_VALUE)),
            plan.goals().stream().map(ExactPlan.Goal::toString).toList(),
            plan.bounds().stream().map(Constraint::text).toList(),
            plan.isWhole(),
            front.size(),
            front.designs(),
            chosen.size(),
            plan.isWhole() ? Optional.empty() : near.summary(),
            sums.positions(),
            factored.calls(),
            factored.checked(),
            factored.isCheckedWhole(),
            sums.isKept(),
            sums.compared()));
  }

  private List<SumFigure> figures() {
    Map<String, SumFigure> figures = new LinkedHashMap<>();
    Stream.concat(
            plan.goals().stream().map(ExactPlan.Goal::figure),
            plan.bounds().stream().map(one -> (SumFigure) one.figure()))
        .forEach(one -> figures.putIfAbsent(one.name(), one));
    return new ArrayList<>(figures.values());
  }

  private void report(int done, int total, long points) {
    progress.report(
        "solving", 0, 0, "%d of %d parameters, %,d points".formatted(done, total, points));
  }
}
