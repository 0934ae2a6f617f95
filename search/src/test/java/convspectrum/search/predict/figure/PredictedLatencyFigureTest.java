package convspectrum.search.predict.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import convspectrum.executor.reference.ReferenceRuntime;
import convspectrum.executor.runtime.InferenceRuntime;
import convspectrum.executor.runtime.RunOptions;
import convspectrum.search.additive.AdditiveFigure;
import convspectrum.search.design.Network;
import convspectrum.search.design.SpaceFile;
import convspectrum.search.design.Sweep;
import convspectrum.search.figure.FigureCatalog;
import convspectrum.search.figure.PredictedFigure.Predicted;
import convspectrum.search.figure.SearchedDesign;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.LatencyTable.Group;
import convspectrum.search.predict.LatencyTable.TimedDesign;
import convspectrum.search.predict.Prediction;
import convspectrum.search.predict.SpaceSteps;
import convspectrum.search.predict.StepType;
import convspectrum.search.run.Evaluations;
import convspectrum.search.run.SearchPlan;
import convspectrum.search.run.SearchResult;
import convspectrum.search.run.SearchResult.FoundDesign;
import convspectrum.search.run.SpaceSearch;
import convspectrum.search.solution.Certificate;
import convspectrum.search.solution.SumsDifferException;
import convspectrum.search.strategy.Encoding;
import convspectrum.search.strategy.SplitMix;
import convspectrum.search.strategy.Strategies;
import convspectrum.search.study.StudyProgress;
import convspectrum.spec.Spec;
import convspectrum.spec.parameter.Design;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PredictedLatencyFigureTest {
  /** 4,096 designs: more than are looked at one by one. */
  private static final String SPACE =
      """
      name: many
      input: {channels: 16, height: 4, width: 4}
      parameters:
        a: [2, 4, 6, 8, 10, 12, 14, 16]
        b: [2, 4, 6, 8, 10, 12, 14, 16]
        c: [2, 4, 6, 8, 10, 12, 14, 16]
        d: [2, 4, 6, 8, 10, 12, 14, 16]
      layers:
        - pointwise: {out: $a}
        - pointwise: {out: $b, activation: relu}
        - pointwise: {out: $c}
        - pointwise: {out: $d, activation: relu}
      """;

  private static final InferenceRuntime RUNTIME = new ReferenceRuntime();
  private static final RunOptions RUN = RunOptions.SINGLE_THREAD;

  private final Sweep sweep = Sweep.all(Spec.parse("many.yaml", SPACE));
  private final SpaceSteps steps = new SpaceSteps(sweep, RUNTIME, RUN, 1);
  private final NetworkPredictor predictor = new NetworkPredictor(table(), RUNTIME, RUN, 1);

  @TempDir private Path folder;

  /** A table of thirty designs, whose time is 2 µs and 3 ns for each MAC. */
  private LatencyTable table() {
    SplitMix random = new SplitMix(7);
    List<StepType> types = new ArrayList<>();
    List<TimedDesign> designs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Encoding encoding = steps.space().random(random);
      Design design = steps.design(encoding);
      Map<String, String> choices = new LinkedHashMap<>();
      design.parameters().forEach(one -> choices.put(one.name(), design.value(one.name()).text()));
      List<Integer> its = new ArrayList<>();
      long macs = 0;
      for (List<StepType> position : steps.of(encoding).orElseThrow().values()) {
        for (StepType type : position) {
          if (!types.contains(type)) {
            types.add(type);
          }
          its.add(types.indexOf(type));
          macs += type.work().macs();
        }
      }
      double ms = 2e-3 + 3e-6 * macs;
      designs.add(new TimedDesign(choices, 0, ms, ms, List.of(ms), its, List.of()));
    }
    return new LatencyTable(
        LatencyTable.SCHEMA,
        "1",
        "many",
        SPACE,
        "",
        "reference",
        "1",
        1,
        "float32",
        "here",
        "a CPU",
        "2026-11-29T12:00:00Z",
        1,
        "quick",
        types,
        List.of(new Group("2026-11-29T12:00:00Z", "quiet", 1)),
        designs,
        Optional.empty());
  }

  private PredictedLatencyFigure figure() {
    return new PredictedLatencyFigure(
        predictor,
        sweep,
        new SpaceFile(folder.resolve("many.steps.json"), "many"),
        Optional.empty());
  }

  private SearchedDesign searched(Encoding encoding) {
    return new SearchedDesign(sweep.spec(), steps.design(encoding), encoding, Optional.empty());
  }

  /** What the tables of the space give is what the steps of each design give. */
  @Test
  void aLargeSpaceIsPredictedFromTablesAndEqualsEachDesign() {
    PredictedLatencyFigure figure = figure();
    SplitMix random = new SplitMix(3);
    for (int i = 0; i < 200; i++) {
      SearchedDesign design = searched(steps.space().random(random));
      Network network = design.network();
      long picoseconds = predictor.picoseconds(network);
      assertThat(figure.of(design)).isEqualTo((double) picoseconds / Prediction.PICOSECONDS_PER_MS);
      assertThat(figure.parts(design).values().stream().mapToLong(Long::longValue).sum())
          .isEqualTo(picoseconds);
      assertThat(figure.tabulated(design)).isEqualTo(figure.parts(design));
      AdditiveFigure sum = new AdditiveFigure("sum", figure.terms().orElseThrow());
      assertThat(sum.of(design.encoding())).isEqualTo(picoseconds);
      assertThat(Predicted.of(figure.evaluation(design))).isEqualTo(predictor.of(network));
    }
    assertThat(folder.resolve("many.steps.json")).isNotEmptyFile();
    assertThat(figure.name()).isEqualTo("reference-predicted-latency");
    assertThat(figure.isCheap()).isTrue();
  }

  /** A file of another space, or a damaged one, is replaced; a sound one is used. */
  @Test
  void theStepsAreKeptAndFoundAnewWhereTheyCannotBeUsed() throws IOException {
    Path file = folder.resolve("many.steps.json");
    SearchedDesign design = searched(Encoding.of(1, 2, 3, 4));
    double expected = figure().of(design);
    String kept = Files.readString(file);
    for (String other : List.of("{", "[]", kept.replaceFirst("here", "there"), "")) {
      Files.writeString(file, other);
      assertThat(figure().of(design)).isEqualTo(expected);
      assertThat(Files.readString(file)).isEqualTo(kept);
    }
    String marked = kept + "\n\n";
    Files.writeString(file, marked);
    assertThat(figure().of(design)).isEqualTo(expected);
    assertThat(Files.readString(file)).isEqualTo(marked);
  }

  /** Predictions are near the times that the table was made of. */
  @Test
  void predictionsFollowTheTable() {
    SearchedDesign design = searched(Encoding.of(7, 7, 7, 7));
    double truth = 2e-3 + 3e-6 * design.totals().macs();
    assertThat(figure().of(design)).isBetween(0.8 * truth, 1.25 * truth);
  }

  private static List<Design> front(SearchResult result) {
    return result.best().stream().map(FoundDesign::design).toList();
  }

  private SearchResult exact() {
    FigureCatalog catalog =
        new FigureCatalog(List.of(figure()), name -> Optional.empty(), List.of());
    SearchPlan plan =
        new SearchPlan(
            sweep,
            List.of(
                catalog.objective("macs:max"), catalog.objective("reference-predicted-latency")),
            List.of(),
            Optional.empty(),
            Strategies.named("exact"),
            5,
            1_000);
    return new SpaceSearch(
            plan,
            new Evaluations(Optional.empty(), 1),
            Optional.of(new SpaceFile(folder.resolve("many.sums.json"), "many")))
        .run(StudyProgress.NONE);
  }

  /**
   * The certificate says how many designs were asked themselves; a second search finds its files.
   */
  @Test
  void anExactFrontIsComparedWithDesignsAndItsTablesAreKept() throws IOException {
    SearchResult first = exact();
    Certificate certificate = first.certificate().orElseThrow();
    assertThat(certificate.isKept()).isFalse();
    assertThat(certificate.compared()).containsExactly(entry("reference-predicted-latency", 200));
    SearchResult second = exact();
    assertThat(front(second)).isEqualTo(front(first)).isNotEmpty();
    assertThat(second.certificate().orElseThrow().isKept()).isTrue();
    assertThat(second.certificate().orElseThrow().compared())
        .containsOnly(entry("macs", 200), entry("reference-predicted-latency", 200));
    // MACs that are no longer right are counted again.
    Path sums = folder.resolve("many.sums.json");
    String sound = Files.readString(sums);
    Files.writeString(sums, sound.replaceFirst("\\[\\[[0-9]+\\]", "[[7]"));
    assertThat(Files.readString(sums)).isNotEqualTo(sound);
    SearchResult third = exact();
    assertThat(front(third)).isEqualTo(front(first));
    assertThat(third.certificate().orElseThrow().isKept()).isFalse();
    assertThat(Files.readString(sums)).isEqualTo(sound);
  }

  /** Steps of other designs in the file give no certificate, but say which design differs. */
  @Test
  void stepsThatAreNotThoseOfDesignsAreAnError() throws IOException {
    exact();
    Path file = folder.resolve("many.steps.json");
    String sound = Files.readString(file);
    // The first choice of a layer has the steps of the last one.
    String wrong =
        sound.replaceFirst(
            "(\"values\":\\[)\\[[0-9,]+\\]((?:,\\[[0-9,]+\\])*,(\\[[0-9,]+\\])\\])", "$1$3$2");
    assertThat(wrong).isNotEqualTo(sound);
    Files.writeString(file, wrong);
    assertThatThrownBy(this::exact)
        .isInstanceOf(SumsDifferException.class)
        .hasMessageMatching(
            "--strategy exact: no certificate: reference-predicted-latency of .*a=.* is [0-9,]+ by the tables, and [0-9,]+ by the design itself \\(at .*: [0-9,]+ and [0-9,]+\\); expected equal sums; try again without .*many.steps.json, where steps are kept");
  }
}
