package convspectrum.search.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import convspectrum.costmodel.Totals;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.Constraint;
import convspectrum.search.figure.Figure;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.Objective;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.solution.Certificate;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import convspectrum.spec.fault.SpecException;
import convspectrum.spec.parameter.Design;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SpaceSearchExactTest {
  /**
   * Widths that some numbers of segments do not divide, and a choice that some designs do not read.
   */
  private static final String AWKWARD =
      """
      name: awkward
      input: {channels: 24, height: 6, width: 6}
      parameters:
        a: [16, 24, 36]
        b: [24, 30, 32]
        s: [1, 2, 4, 8]
        t: [1, 3, 5, 8]
      layers:
        - segmented: {out: $a, kernel: 3, segments: $s}
        - choose:
            - conv: {out: $b, kernel: {choose: [1, 3, 5]}}
            - segmented: {out: $b, kernel: 3, segments: $t}
        - global-pool
        - flatten
        - linear: 10
      """;

  /** Three stages of 72 choices. */
  private static final String STAGES =
      """
      name: stages
      input: {channels: 3, height: 16, width: 16}
      parameters:
        width_1: [16, 32]
        width_2: [32, 64]
        width_3: [64, 128]
        segments_1: [1, 2, 4, 8, 16, depthwise]
        segments_2: [1, 2, 4, 8, 16, depthwise]
        segments_3: [1, 4, 8, 16, 32, depthwise]
        kernel_1: [3, 5, 7]
        kernel_2: [3, 5, 7]
        kernel_3: [3, 5, 7]
        order_1: [pointwise-first, spatial-first]
        order_2: [pointwise-first, spatial-first]
        order_3: [pointwise-first, spatial-first]
      layers:
        - conv: {out: 16, kernel: 3}
        - segmented: {out: $width_1, kernel: $kernel_1, stride: 2, segments: $segments_1, order: $order_1}
        - segmented: {out: $width_2, kernel: $kernel_2, stride: 2, segments: $segments_2, order: $order_2}
        - segmented: {out: $width_3, kernel: $kernel_3, stride: 2, segments: $segments_3, order: $order_3}
      """;

  private static SearchPlan plan(
      String space, List<Figure> others, String objectives, String constraints, long budget) {
    FigureCatalog catalog = new FigureCatalog(others, name -> Optional.empty(), List.of());
    List<Objective> wanted = Stream.of(objectives.split(",")).map(catalog::objective).toList();
    List<Constraint> bounds = constraints.isEmpty() ? List.of() : catalog.constraints(constraints);
    return new SearchPlan(
        Sweep.all(Spec.parse("space.yaml", space)),
        wanted,
        bounds,
        Optional.empty(),
        Strategies.named("exact"),
        5,
        budget);
  }

  private static SearchResult run(SearchPlan plan) {
    return new SpaceSearch(plan, new Evaluations(Optional.empty(), 1)).run(StudyProgress.NONE);
  }

  private static SearchResult run(String space, String objectives, String constraints) {
    return run(plan(space, List.of(), objectives, constraints, 100_000));
  }

  /** Figures of all designs, in the order of their names here. */
  private static Map<Design, List<Long>> all(String space) {
    Spec spec = Spec.parse("space.yaml", space);
    Map<Design, List<Long>> figures = new ConcurrentHashMap<>();
    spec.designs()
        .parallel()
        .forEach(design -> {
          try {
            Totals totals = Totals.of(spec.graph(design));
            figures.put(design, List.of(totals.macs(), totals.params()));
          } catch (SpecException _) {
            // Blocks do not fit, so that it is no design.
          }
        });
    return figures;
  }

  private static long figure(Map<Design, List<Long>> figures, Design design, int index) {
    return Objects.requireNonNull(figures.get(design)).get(index);
  }

  /** The designs that no other beats; figures are minimised. */
  private static Set<Design> front(Map<Design, List<Long>> figures) {
    Map<List<Long>, List<Design>> points =
        new TreeMap<>(
            Comparator.comparing((List<Long> point) -> point.get(0))
                .thenComparing(point -> point.get(1)));
    figures.forEach(
        (design, point) -> points.computeIfAbsent(point, _ -> new ArrayList<>()).add(design));
    Set<Design> front = new HashSet<>();
    long least = Long.MAX_VALUE;
    for (Map.Entry<List<Long>, List<Design>> point : points.entrySet()) {
      if (point.getKey().get(1) < least) {
        least = point.getKey().get(1);
        front.addAll(point.getValue());
      }
    }
    return front;
  }

  private static Map<Design, List<Long>> withSign(
      Map<Design, List<Long>> figures, int macs, int params) {
    return figures.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                one -> List.of(macs * one.getValue().get(0), params * one.getValue().get(1))));
  }

  private static Set<Design> found(SearchResult result) {
    return result.best().stream().map(FoundDesign::design).collect(Collectors.toSet());
  }

  @Test
  void theFrontOf373248DesignsIsWhatLookingAtEachFinds() {
    Map<Design, List<Long>> all = all(STAGES);
    assertThat(all).hasSize(72 * 72 * 72);
    SearchResult result = run(STAGES, "macs,params:max", "");
    assertThat(found(result)).isEqualTo(front(withSign(all, 1, -1))).hasSizeGreaterThan(100);
    Certificate certificate = result.certificate().orElseThrow();
    assertThat(certificate.designs()).hasToString("373248");
    assertThat(certificate.tied()).isEqualTo(result.best().size());
    assertThat(certificate.tabulated()).isLessThan(3000);

    all.values().removeIf(point -> point.get(0) > 3_000_000);
    SearchResult bounded = run(STAGES, "params:max,macs", "macs<=3M");
    assertThat(found(bounded)).isEqualTo(front(withSign(all, 1, -1)));
  }

  @Test
  void designsThatDoNotFitAndChoicesThatAreNotReadAreNoDesigns() {
    Map<Design, List<Long>> all = all(AWKWARD);
    for (int macs = -1; macs <= 1; macs += 2) {
      for (int params = -1; params <= 1; params += 2) {
        SearchResult result =
            run(
                AWKWARD,
                "macs:%s,params:%s".formatted(macs > 0 ? "min" : "max", params > 0 ? "min" : "max"),
                "");
        assertThat(found(result)).isEqualTo(front(withSign(all, macs, params)));
        assertThat(result.certificate().orElseThrow().designs())
            .hasToString(Integer.toString(all.size()));
      }
    }
  }

  @Test
  void whatTheFrontHasTooManyOfIsSpreadAndSaid() {
    SearchResult result = run(plan(STAGES, List.of(), "macs,params:max", "", 10));
    Certificate certificate = result.certificate().orElseThrow();
    assertThat(result.best()).hasSize(10);
    assertThat(certificate.listed()).isEqualTo(10);
    assertThat(certificate.points()).isGreaterThan(100);
    List<FoundDesign> whole = run(STAGES, "macs,params:max", "").best();
    // Both ends are there.
    assertThat(result.best().getFirst().figure("macs")).isEqualTo(whole.getFirst().figure("macs"));
    assertThat(result.best().getLast().figure("macs")).isEqualTo(whole.getLast().figure("macs"));
  }

  @Test
  void aBoundThatNoDesignMeetsSaysTheLeast() {
    assertThatThrownBy(() -> run(STAGES, "macs", "params<=1K"))
        .isInstanceOf(NoDesignException.class)
        .hasMessageMatching(
            "none of 373,248 designs keeps the constraints\\. 'params<=1K': the least params that is possible is [0-9,]+; try 'params<=[0-9.]+k'");
    assertThatThrownBy(() -> run(STAGES, "macs", "params>=1G"))
        .hasMessageContaining("'params>=1G': the most params that is possible is ");
    assertThatThrownBy(() -> run(STAGES, "macs", "params<=9K,macs>=3M"))
        .hasMessageContaining("none of 373,248 designs keeps all constraints, though each leaves")
        .hasMessageContaining("'params<=9K': the least params beside the others is ")
        .hasMessageContaining("'macs>=3M': the most macs beside the others is ");
  }

  @Test
  void aBoundThatIsJustMetKeepsItsDesigns() {
    Map<Design, List<Long>> all = all(AWKWARD);
    long least = all.values().stream().mapToLong(point -> point.get(1)).min().orElseThrow();
    SearchResult result = run(AWKWARD, "macs:max", "params<=" + least);
    assertThat(result.best())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(figure(all, one.design(), 1)).isEqualTo(least));
  }

  @Test
  void beforeAProxyTheDesignsNearTheFrontAreChosen() {
    Figure score = new SlowFigure(key -> {});
    SearchResult result = run(plan(STAGES, List.of(score), "score", "macs<=2M,params<=20K", 300));
    assertThat(result.evaluated()).isEqualTo(300);
    Certificate certificate = result.certificate().orElseThrow();
    assertThat(certificate.isWhole()).isFalse();
    assertThat(certificate.goals()).containsExactly("macs:max", "params:max");
    Certificate.Near near = certificate.near().orElseThrow();
    assertThat(near.inside()).isBetween(certificate.tied(), 300L);
    assertThat(near.beyond()).isGreaterThanOrEqualTo(300L);
    assertThat(near.next()).isGreaterThan(near.within());

    Map<Design, List<Long>> all = all(STAGES);
    all.values().removeIf(point -> point.get(0) > 2_000_000 || point.get(1) > 20_000);
    Set<Design> evaluated =
        result.designs().stream().map(FoundDesign::design).collect(Collectors.toSet());
    assertThat(all.keySet()).containsAll(evaluated);
    Set<Design> front = front(withSign(all, -1, -1));
    assertThat(evaluated).containsAll(front);
    // Every design within the distance is evaluated.
    long[] slack = new long[2];
    for (int i = 0; i < 2; i++) {
      int figure = i;
      long most = front.stream().mapToLong(one -> figure(all, one, figure)).max().orElseThrow();
      long least = front.stream().mapToLong(one -> figure(all, one, figure)).min().orElseThrow();
      slack[i] = (long) (near.within() * (most > least ? most - least : most));
    }
    Set<Design> inside =
        all.keySet().stream()
            .filter(one ->
                front.stream()
                    .noneMatch(better ->
                        figure(all, better, 0) - slack[0] >= figure(all, one, 0)
                            && figure(all, better, 1) - slack[1] >= figure(all, one, 1)
                            && !Objects.equals(all.get(better), all.get(one))))
            .collect(Collectors.toSet());
    assertThat(evaluated).containsAll(inside);
    assertThat(near.inside()).isEqualTo(inside.size());
  }

  @Test
  void figuresThatAreNoSumsAreRefused() {
    assertThatThrownBy(() -> plan(AWKWARD, List.of(), "macs,peak-memory", "live-params<=5K", 9))
        .hasMessage(
            "--strategy exact: found peak-memory and live-params, which are no sums over the layers of a design; expected sums: params, macs, flops, bytes or RUNTIME-predicted-latency; try bytes in place of peak-memory and params in place of live-params, or --strategy guided");
    Figure score = new SlowFigure(key -> {});
    assertThatThrownBy(() -> plan(AWKWARD, List.of(score), "score", "", 9))
        .hasMessageContaining("found score, which no layer has a part of; expected one or more");
  }

  @Test
  void moreDesignsThan64BitsCountAreCovered() {
    StringBuilder space =
        new StringBuilder("name: deep\ninput: {channels: 8, height: 4, width: 4}\nparameters:\n");
    for (int i = 0; i < 45; i++) {
      space.append("  k%d: [1, 3, 5]\n".formatted(i));
    }
    space.append("layers:\n");
    for (int i = 0; i < 45; i++) {
      space.append("  - conv: {out: 8, kernel: $k%d}\n".formatted(i));
    }
    SearchResult result = run(plan(space.toString(), List.of(), "macs:max", "macs<=1M", 500));
    Certificate certificate = result.certificate().orElseThrow();
    assertThat(certificate.designs().bitLength()).isGreaterThan(64);
    assertThat(certificate.points()).isEqualTo(1);
    assertThat(certificate.tied()).isGreaterThan(1_000_000_000L);
    assertThat(result.best()).hasSize(500);
  }

  @Test
  void anInterruptionEndsItWithoutAResult() {
    SearchPlan plan = plan(STAGES, List.of(), "macs", "", 9);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> run(plan)).isInstanceOf(InterruptedSearchException.class);
  }
}
