package convspectrum.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.search.design.Sweep;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.journal.Journal;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.strategy.Archive;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Design;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
      if (strategy.equals(Strategies.HALVING)) {
        continue; // It needs a score that less work estimates: HalvingTest.
      }
      SearchPlan plan = Searches.plan(score(), strategy, 3, 60, List.of("params<=4000"));
      assertThat(Searches.text(run(plan, 4))).as(strategy).isEqualTo(Searches.text(run(plan, 1)));
    }
  }

  /** Each result on the way has more than the one before, and the last is that of the search. */
  @Test
  void whoFollowsASearchSeesHowItStands() throws InterruptedException {
    List<SearchResult> ways = new ArrayList<>();
    SearchListener listener =
        new SearchListener() {
          @Override
          public void found(List<FoundDesign> designs) {}

          @Override
          public void stands(Supplier<SearchResult> result) {
            ways.add(result.get());
          }
        };
    SearchPlan plan = Searches.plan(score(), "guided", 3, 60, List.of());
    SearchResult end =
        new SpaceSearch(plan, new Evaluations(Optional.empty(), 1))
            .run(StudyProgress.NONE, listener);
    assertThat(ways).hasSizeGreaterThan(1);
    assertThat(ways).extracting(SearchResult::evaluated).isSorted().doesNotHaveDuplicates();
    assertThat(Searches.text(ways.getLast())).isEqualTo(Searches.text(end));
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
    assertThat(some.best()).isNotEmpty().allMatch(found -> found.figure("macs") > 0);
  }

  @Test
  void whatFailsIsNeverOnTheFrontAndSaysWhy() throws InterruptedException {
    SearchResult result = run(Searches.plan(score(), "random", 1, 144, List.of()), 1);
    List<SearchResult.FoundDesign> failed =
        result.designs().stream().filter(one -> Double.isNaN(one.figure("score"))).toList();
    assertThat(failed)
        .isNotEmpty()
        .allMatch(one ->
            Objects.requireNonNull(one.figures().get("score")).note().startsWith("not defined for"))
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

  @Test
  void everyDesignOfAnExhaustiveSearchIsHandedOnAndASmallSpaceIsKept() {
    List<FoundDesign> all = new ArrayList<>();
    SearchResult result =
        new SpaceSearch(
                Searches.plan(new SlowFigure(_ -> {}), "exhaustive", 1, 1000, List.of()),
                new Evaluations(Optional.empty(), 1))
            .run(StudyProgress.NONE, all::addAll);
    assertThat(all).hasSize(4 * 4 * 3 * 3);
    assertThat(result.designs()).containsExactlyElementsOf(all);
  }

  /** What a design has by then counts; what it lacks is not asked for. */
  @Test
  void anInterruptedSearchKeepsWhatWasComplete() {
    AtomicInteger scored = new AtomicInteger();
    Thread searching = Thread.currentThread();
    SlowFigure score =
        new SlowFigure(_ -> {
          if (scored.incrementAndGet() == 20) {
            searching.interrupt();
            try {
              new CountDownLatch(1).await(); // until this thread is told to end, too
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    SearchResult result =
        new SpaceSearch(
                Searches.plan(score, "random", 1, 100, List.of()),
                new Evaluations(Optional.empty(), 1))
            .run(StudyProgress.NONE);
    assertThat(Thread.interrupted()).as("the thread is free to write").isFalse();
    assertThat(result.interrupted()).isTrue();
    assertThat(result.evaluated()).isBetween(19L, 20L);
    assertThat(result.designs()).hasSize((int) result.evaluated());
    assertThat(result.front()).isNotEmpty();
    assertThat(scored.get()).isEqualTo(20);
  }

  @Test
  void interruptedBeforeTheFirstDesignItSaysSo() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() ->
            new SpaceSearch(
                    Searches.plan(new SlowFigure(_ -> {}), "random", 1, 100, List.of()),
                    new Evaluations(Optional.empty(), 1))
                .run(StudyProgress.NONE))
        .isInstanceOf(InterruptedSearchException.class)
        .hasMessageContaining("interrupted before the first design");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void ofManyDesignsASampleAndTheFrontAreKept() {
    int many = 3 * KeptDesigns.SAMPLE;
    Archive archive = Archive.ofFront();
    KeptDesigns kept = new KeptDesigns(archive, true, 1);
    Design design = Spec.parse("small.yaml", Searches.SPACE).defaults();
    for (int i = 0; i < many; i++) {
      // The first ones are on the front, each as good as another.
      double[] values = i < 10 ? new double[] {i, 10 - i} : new double[] {20, 20 + i};
      Archive.Entry entry = archive.add(Encoding.of(i), values, 0);
      kept.add(new FoundDesign(i + 1L, design, Map.of(), entry));
    }
    List<FoundDesign> designs = kept.inOrder();
    assertThat(designs).hasSizeBetween(KeptDesigns.SAMPLE, KeptDesigns.SAMPLE + 10);
    assertThat(designs.stream().map(FoundDesign::number)).startsWith(1L, 2L, 3L, 4L).isSorted();
    double mean = designs.stream().mapToLong(FoundDesign::number).average().orElseThrow();
    assertThat(mean).isCloseTo(many / 2.0, within(many / 20.0));
  }
}
