package convspectrum.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.Totals;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Direction;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.FigureException;
import convspectrum.search.figure.GradualFigure;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.journal.Journal;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.run.SearchResult.Rung;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HalvingTest {
  /** A score that nine units of work give; one and three of them order designs in the same way. */
  private record GradualScore(int units, Consumer<String> evaluated) implements GradualFigure {
    @Override
    public String name() {
      return units == 9 ? "score" : "score@" + units;
    }

    @Override
    public Direction direction() {
      return Direction.MAX;
    }

    @Override
    public boolean isCheap() {
      return false;
    }

    @Override
    public boolean isAmount() {
      return false;
    }

    @Override
    public String key(SearchedDesign design) {
      return design.fingerprint().hex();
    }

    @Override
    public double of(SearchedDesign design) {
      evaluated.accept(name() + " " + design.design());
      return units * true9(design);
    }

    /** Not known of designs whose first segments are 8. */
    static double true9(SearchedDesign design) {
      if (design.design().value("a").text().equals("8")) {
        throw new FigureException("eight are too many");
      }
      return Integer.parseInt(design.fingerprint().hex().substring(0, 6), 16);
    }

    @Override
    public List<GradualScore> estimates(int factor) {
      return List.of(new GradualScore(1, evaluated), new GradualScore(3, evaluated));
    }

    @Override
    public long work() {
      return units;
    }
  }

  private static SearchPlan plan(
      Figure score, List<String> objectives, List<String> constraints, long budget) {
    FigureCatalog catalog = new FigureCatalog(List.of(score), _ -> Optional.empty(), List.of());
    return new SearchPlan(
        Sweep.all(Spec.parse("small.yaml", Searches.SPACE)),
        objectives.stream().map(catalog::objective).toList(),
        constraints.stream().flatMap(text -> catalog.constraints(text).stream()).toList(),
        Optional.empty(),
        Strategies.named(Strategies.HALVING),
        1,
        budget);
  }

  private static SearchResult run(SearchPlan plan, Optional<Journal> journal, int threads) {
    return new SpaceSearch(plan, new Evaluations(journal, threads)).run(StudyProgress.NONE);
  }

  @Test
  void aThirdOfTheDesignsGoesOnEachTime() {
    List<String> evaluated = Collections.synchronizedList(new ArrayList<>());
    SearchPlan plan = plan(new GradualScore(9, evaluated::add), List.of("score"), List.of(), 81);
    SearchResult result = run(plan, Optional.empty(), 1);
    assertThat(result.rungs())
        .containsExactly(
            new Rung("score@1", 81, 27), new Rung("score@3", 27, 9), new Rung("score", 9, 9));
    assertThat(result.evaluated()).isEqualTo(9);
    // The estimates order designs as the score does: the best of all that were drawn is found.
    List<FoundDesign> best = result.best();
    assertThat(best).hasSize(1);
    double highest =
        result.designs().stream()
            .map(one -> one.figure("score"))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    assertThat(best.getFirst().figure("score")).isEqualTo(highest);
    assertThat(evaluated).doesNotHaveDuplicates();
    assertThat(evaluated.stream().filter(one -> one.startsWith("score@3 "))).hasSizeLessThan(28);
    assertThat(result.designs())
        .noneMatch(one -> one.design().value("a").text().equals("8")); // which failed
  }

  /**
   * A design that nothing beats in both is never left out, even where they are more than a third.
   */
  @Test
  void theWholeFrontGoesOn() {
    SearchPlan plan = plan(new GradualScore(9, _ -> {}), List.of("score", "macs"), List.of(), 12);
    SearchResult result = run(plan, Optional.empty(), 1);
    SearchResult all =
        new SpaceSearch(
                new SearchPlan(
                    plan.sweep(),
                    plan.objectives(),
                    List.of(),
                    Optional.empty(),
                    Strategies.named(Strategies.RANDOM),
                    1,
                    12),
                new Evaluations(Optional.empty(), 1))
            .run(StudyProgress.NONE);
    assertThat(new TreeSet<>(result.best().stream().map(one -> one.design().toString()).toList()))
        .isEqualTo(new TreeSet<>(all.best().stream().map(one -> one.design().toString()).toList()));
    assertThat(result.rungs().getFirst().kept())
        .isEqualTo(Math.max(4, all.best().size()))
        .isGreaterThanOrEqualTo(result.best().size());
  }

  @Test
  void designsThatBreakABoundAreNotTrained() {
    List<String> evaluated = Collections.synchronizedList(new ArrayList<>());
    SearchPlan plan =
        plan(new GradualScore(9, evaluated::add), List.of("score"), List.of("params<=3000"), 1000);
    SearchResult result = run(plan, Optional.empty(), 1);
    assertThat(result.rungs().getFirst().designs()).isBetween(3, 143);
    Figure params = new FigureCatalog(List.of(), _ -> Optional.empty(), List.of()).named("params");
    assertThat(result.plan().constraints().getFirst().figure()).isEqualTo(params);
    assertThat(result.best()).hasSize(1);
    Spec spec = plan.sweep().spec();
    assertThat(evaluated)
        .allMatch(line ->
            spec.designs()
                .filter(one -> line.endsWith(" " + one))
                .allMatch(one -> Totals.of(spec.graph(one)).params() <= 3000));
  }

  @Test
  void whatWasStoppedGoesOnToTheSameResult(@TempDir Path folder) {
    List<String> evaluated = Collections.synchronizedList(new ArrayList<>());
    SearchPlan plan =
        plan(new GradualScore(9, evaluated::add), List.of("score", "macs"), List.of(), 60);
    String whole = Searches.text(run(plan, Optional.empty(), 4));
    int all = evaluated.size();
    evaluated.clear();
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    SearchPlan stopping =
        plan(
            new GradualScore(
                9,
                line -> {
                  seen.add(line);
                  if (seen.size() == 70) { // in the second rung
                    throw new IllegalStateException("killed");
                  }
                }),
            List.of("score", "macs"),
            List.of(),
            60);
    try (Journal journal = Journal.open(folder.resolve("j.db"), "small", "1")) {
      assertThatThrownBy(() -> run(stopping, Optional.of(journal), 1)).hasMessage("killed");
      assertThat(Searches.text(run(plan, Optional.of(journal), 1))).isEqualTo(whole);
      assertThat(evaluated).hasSize(all - seen.size() + 1);
      assertThat(Searches.text(run(plan, Optional.of(journal), 1))).isEqualTo(whole);
      assertThat(evaluated).hasSize(all - seen.size() + 1);
    }
  }

  @Test
  void withoutAnEstimateThereIsNothingToHalveBy() {
    assertThatThrownBy(() -> plan(new SlowFigure(_ -> {}), List.of("score", "macs"), List.of(), 9))
        .hasMessage(
            "--strategy halving: found no objective that is trained, among score, macs; expected one;"
                + " try --objective trained,macs --data fashion-sample, or --strategy guided");
  }
}
