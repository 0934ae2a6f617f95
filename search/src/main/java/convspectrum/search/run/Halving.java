package convspectrum.search.run;

import convspectrum.search.figure.Figure;
import convspectrum.search.figure.GradualFigure;
import convspectrum.search.figure.Objective;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Evaluation;
import convspectrum.search.run.SearchResult.Rung;
import convspectrum.search.strategy.Archive;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.strategy.Strategy;
import convspectrum.search.study.StudyProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Successive halving (Jamieson and Talwalkar, AISTATS 2016, with the factor 3 of Hyperband: Li et
 * al., JMLR 18, 2018). Designs are drawn at random, as many as the budget says, and ranked by the
 * accuracy after few epochs; the best third goes on with three times as many, and so on. The last
 * ones are left to be trained in full, as any evaluated design.
 *
 * <p>With several objectives designs are ranked by layers and crowding as in NSGA-II, by the
 * figures of the other objectives as they are, and the whole front goes on even if it is more than
 * a third.
 */
final class Halving {
  /** Of the designs of a rung, one in so many goes on. */
  private static final int FACTOR = 3;

  private final SearchPlan plan;
  private final SpaceLandscape landscape;
  private final Evaluations evaluations;
  private final StudyProgress progress;
  private final List<Rung> rungs = new ArrayList<>();

  Halving(
      SearchPlan plan, SpaceLandscape landscape, Evaluations evaluations, StudyProgress progress) {
    this.plan = plan;
    this.landscape = landscape;
    this.evaluations = evaluations;
    this.progress = progress;
  }

  /**
   * The designs that are left.
   *
   * @param start as strategies take it
   * @throws InterruptedException where the thread is interrupted; what is in the journal stays
   */
  List<Encoding> survivors(Encoding start) throws InterruptedException {
    GradualFigure whole = plan.gradual().orElseThrow();
    List<Encoding> left = withinBounds(drawn(start));
    long all = 0;
    int count = left.size();
    for (GradualFigure estimate : whole.estimates(FACTOR)) {
      all += estimate.work() * count;
      count = Math.max(1, count / FACTOR);
    }
    long done = 0;
    for (GradualFigure estimate : whole.estimates(FACTOR)) {
      if (left.size() <= 1) {
        break;
      }
      List<Encoding> best = best(left, whole, estimate, done, all);
      done += estimate.work() * left.size();
      rungs.add(new Rung(estimate.name(), left.size(), best.size()));
      left = best;
    }
    if (!rungs.isEmpty()) {
      rungs.add(new Rung(whole.name(), left.size(), left.size()));
    }
    return left;
  }

  /** What was done, and at the end what is left to do. */
  List<Rung> rungs() {
    return List.copyOf(rungs);
  }

  /** Different designs at random, which keep the constraints that are known in advance. */
  private List<Encoding> drawn(Encoding start) {
    int most = (int) Math.min(Integer.MAX_VALUE, plan.most());
    Strategy random = Strategies.named(Strategies.RANDOM).start(landscape, plan.seed(), start);
    Archive seen = new Archive();
    List<Encoding> drawn = new ArrayList<>();
    List<Encoding> batch = random.propose(seen, most);
    while (!batch.isEmpty() && drawn.size() < most) {
      for (Encoding encoding : batch) {
        seen.add(encoding, new double[plan.objectives().size()], 0);
        drawn.add(encoding);
      }
      batch = random.propose(seen, Math.max(1, most - drawn.size()));
    }
    return drawn.subList(0, Math.min(most, drawn.size()));
  }

  /** Finds the other expensive figures first: a design that breaks a bound is not trained. */
  private List<Encoding> withinBounds(List<Encoding> drawn) throws InterruptedException {
    List<Encoding> left = drawn;
    for (Figure figure : plan.figures()) {
      if (!figure.isCheap() && !figure.equals(plan.gradual().orElseThrow())) {
        List<SearchedDesign> designs = left.stream().map(landscape::searched).toList();
        evaluations.find(
            figure,
            designs,
            (made, total) -> progress.report("evaluating " + figure.name(), made, total, ""));
        left = left.stream().filter(one -> keeps(figure, landscape.searched(one))).toList();
      }
    }
    return left;
  }

  private boolean keeps(Figure figure, SearchedDesign design) {
    Optional<Evaluation> found = evaluations.found(figure, design);
    return plan.constraints().stream()
        .filter(constraint -> constraint.figure().name().equals(figure.name()))
        .allMatch(constraint ->
            found.isEmpty()
                || constraint.violation(found.get().orNaN()) == 0
                || plan.isUnsure(figure, found.get()));
  }

  private List<Encoding> best(
      List<Encoding> designs, GradualFigure whole, GradualFigure estimate, long before, long all)
      throws InterruptedException {
    evaluations.find(
        estimate,
        designs.stream().map(landscape::searched).toList(),
        (made, total) ->
            progress.report(
                "halving",
                before + estimate.work() * designs.size() * made / Math.max(1, total),
                all,
                "%s, %d of %d designs".formatted(estimate.name(), made, total)));
    Archive ranked = new Archive();
    for (Encoding encoding : designs) {
      double[] values = new double[plan.objectives().size()];
      for (int i = 0; i < values.length; i++) {
        Objective objective = plan.objectives().get(i);
        Figure figure = objective.figure().equals(whole) ? estimate : objective.figure();
        values[i] = objective.minimised(value(figure, landscape.searched(encoding)));
      }
      ranked.add(encoding, values, 0);
    }
    int third = Math.max(1, designs.size() / FACTOR);
    return Stream.concat(ranked.front().stream(), ranked.best(designs.size()).stream())
        // What cannot be trained goes on only where nothing can: it then says why.
        .filter(one -> ranked.frontSize() == 0 || isFinite(one))
        .map(Archive.Entry::encoding)
        .distinct()
        .limit(Math.max(third, ranked.frontSize()))
        .toList();
  }

  private static boolean isFinite(Archive.Entry entry) {
    return Arrays.stream(entry.toArray()).allMatch(Double::isFinite);
  }

  private double value(Figure figure, SearchedDesign design) {
    return figure.isCheap()
        ? Scoring.evaluated(figure, design).orNaN()
        : evaluations.found(figure, design).orElseThrow().orNaN();
  }
}
