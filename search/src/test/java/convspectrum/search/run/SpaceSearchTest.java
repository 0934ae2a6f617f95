package convspectrum.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.journal.Journal;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpaceSearchTest {
  private static SearchResult run(SearchPlan plan, int threads) throws InterruptedException {
    return new SpaceSearch(plan, new Evaluations(Optional.empty(), threads))
        .run(StudyProgress.NONE);
  }

  private static SlowFigure score() {
    return new SlowFigure(key -> {});
  }

  @Test
  void threadsDoNotChangeTheResult() throws InterruptedException {
    for (String strategy : Strategies.names()) {
      SearchPlan plan = Searches.plan(score(), strategy, 3, 60, List.of("params<=4000"));
      assertThat(Searches.text(run(plan, 4))).as(strategy).isEqualTo(Searches.text(run(plan, 1)));
    }
  }

  @Test
  void theSameNetworkIsScoredOnce() throws InterruptedException {
    Map<String, Integer> counts = new ConcurrentHashMap<>();
    SlowFigure score = new SlowFigure(key -> counts.merge(key, 1, Integer::sum));
    SearchResult result = run(Searches.plan(score, "exhaustive", 1, 144, List.of()), 2);
    assertThat(result.evaluated()).isEqualTo(144);
    assertThat(counts.values()).allMatch(count -> count == 1);
    assertThat(result.shared()).containsEntry("score", 144L - counts.size());
  }

  @Test
  void constraintsKeepDesignsOutAndAreCounted() throws InterruptedException {
    SearchResult all = run(Searches.plan(score(), "exhaustive", 1, 1000, List.of()), 1);
    SearchResult some =
        run(Searches.plan(score(), "exhaustive", 1, 1000, List.of("params<=4000")), 1);
    assertThat(some.evaluated()).isLessThan(all.evaluated());
    assertThat(some.rejections()).containsEntry("params<=4000", all.evaluated() - some.evaluated());
    assertThat(some.best()).allMatch(found -> found.figure("macs") > 0);
  }

  @Test
  void whatFailsIsNeverOnTheFrontAndSaysWhy() throws InterruptedException {
    SearchResult result = run(Searches.plan(score(), "random", 1, 144, List.of()), 1);
    List<SearchResult.FoundDesign> failed =
        result.designs().stream().filter(one -> Double.isNaN(one.figure("score"))).toList();
    assertThat(failed)
        .isNotEmpty()
        .allMatch(one -> one.figures().get("score").note().startsWith("not defined for"))
        .noneMatch(result.best()::contains);
  }

  @Test
  void aConstraintOnAScoreIsCountedToo() throws InterruptedException {
    SearchResult result = run(Searches.plan(score(), "guided", 1, 80, List.of("score>=1e6")), 1);
    assertThat(result.best()).isNotEmpty().allMatch(one -> one.figure("score") >= 1e6);
    assertThat(result.broken()).containsKey("score>=1e6");
  }

  @Test
  void aSearchAfterASearchEvaluatesNothing(@TempDir Path folder) throws InterruptedException {
    AtomicInteger evaluations = new AtomicInteger();
    SlowFigure score = new SlowFigure(key -> evaluations.incrementAndGet());
    String[] texts = new String[2];
    for (int i = 0; i < 2; i++) {
      try (Journal journal = Journal.open(folder.resolve("j.db"), "small", "1")) {
        texts[i] =
            Searches.text(
                new SpaceSearch(
                        Searches.plan(score, "guided", 1, 70, List.of()),
                        new Evaluations(Optional.of(journal), 2))
                    .run(StudyProgress.NONE));
      }
      if (i == 0) {
        evaluations.set(0);
      }
    }
    assertThat(evaluations).hasValue(0);
    assertThat(texts[1]).isEqualTo(texts[0]);
  }

  @Test
  void whatCannotBeSearchedIsRefused() {
    FigureCatalog catalog = new FigureCatalog(List.of(), name -> Optional.empty(), List.of());
    Sweep sweep = Sweep.all(Spec.parse("small.yaml", Searches.SPACE));
    Sweep closed = new Sweep(sweep.spec(), sweep.base(), List.of(), Optional.empty());
    assertThatThrownBy(() ->
            new SearchPlan(
                closed,
                List.of(catalog.objective("macs")),
                List.of(),
                Optional.empty(),
                Strategies.named("random"),
                1,
                10))
        .hasMessageContaining("leaves no parameter open")
        .hasMessageContaining("convspectrum explore");
    assertThatThrownBy(
            () -> Searches.plan(score(), "random", 1, 10, List.of("macs<=10", "macs>=20")))
        .hasMessage("'macs<=10' and 'macs>=20' exclude every design: no macs keeps both");
    assertThatThrownBy(() -> run(Searches.plan(score(), "random", 1, 9, List.of("macs<=1")), 1))
        .isInstanceOf(NoDesignException.class)
        .hasMessageContaining("Of 144 that were looked at, all are out: 144 for 'macs<=1'.")
        .hasMessageContaining("'macs<=1' excludes every one of them: loosen that first.")
        .hasMessageEndingWith("The least macs that is possible is 53,248; try 'macs<=53.3k'");
    List<String> together = List.of("macs<=1e5", "params>=5000");
    assertThatThrownBy(() -> run(Searches.plan(score(), "random", 1, 9, together), 1))
        .isInstanceOf(NoDesignException.class)
        .hasMessageEndingWith("Each leaves some, but none keeps all: loosen one of them");
  }
}
