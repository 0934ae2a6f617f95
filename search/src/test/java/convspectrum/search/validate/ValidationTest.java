package convspectrum.search.validate;

import static convspectrum.search.validate.Studied.TIMES;
import static convspectrum.search.validate.Studied.times;
import static convspectrum.search.validate.Studied.validation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.costmodel.Cost;
import convspectrum.executor.machine.limits.MachineLimits;
import convspectrum.executor.machine.limits.Trust;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.runtime.RuntimeStep;
import convspectrum.executor.runtime.RuntimeStep.Work;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.search.cause.Cause;
import convspectrum.search.design.Designs;
import convspectrum.search.profile.LayerTime;
import convspectrum.search.study.Latencies;
import convspectrum.search.validate.Finding.AboveLine;
import convspectrum.search.validate.Finding.Cliff;
import convspectrum.search.validate.Finding.Dominated;
import convspectrum.search.validate.Finding.SmallestGain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Regular 8 ms; with more segments 9, 4, 5 and 2 ms: four segments are a cliff. */
final class ValidationTest {
  private final Designs compared = Studied.designs(Studied.SPEC);

  private static double realisation(DesignValidation design) {
    return design.realisation().orElseThrow().value();
  }

  private RuntimeValidation onRuntime() {
    return validation(compared, TIMES).runtimes().getFirst();
  }

  @Test
  void theoryRooflineAndMeasurementStandSideBySide() {
    DesignValidation eight = onRuntime().designs().getLast();
    assertThat(eight.theoreticalSpeedup()).isCloseTo(20_736.0 / 4896, within(1e-9));
    assertThat(eight.speedup().orElseThrow().median()).isEqualTo(4);
    assertThat(realisation(eight)).isCloseTo(4 * 4896 / 20_736.0, within(1e-9));
    // Regular: 20,736 MACs in 0.020736 ms, more than its traffic. Eight: 64 + 72 weights, 288
    // values in and out of either: 4·(64 + 576) = 2560 and 4·(72 + 576) = 2592 bytes against 2304
    // and 2592 MACs.
    assertThat(eight.rooflineMs()).isCloseTo(0.002560 + 0.002592, within(1e-9));
    assertThat(eight.rooflineSpeedup()).isCloseTo(20_736.0 / 5152, within(1e-9));
  }

  @Test
  void cliffsAreSlowerThanDesignsWithMoreMacs() {
    assertThat(onRuntime().cliffs())
        .singleElement()
        .isEqualTo(
            new Cliff(
                "segments=4",
                "segments=2",
                Estimate.of(1.25, new Interval(1.25, 1.25)),
                7488.0 / 12_672,
                new Cause.NotKnown()));
  }

  /** Four segments: 5 ms, where two take 4 and eight 2. Their profile has a reference kernel. */
  @Test
  void aCliffNamesItsCauseWhereItsProfileShowsOne() {
    LayerTime reference =
        new LayerTime(
            List.of("spatial"),
            "Conv",
            4,
            new Cost(0, 0, 7000, 14_000, 100, 0, 0),
            Optional.of(
                new RuntimeStep("key", "ref:any", List.of("spatial"), new Work(1, 1, 1, 1))));
    RuntimeValidation found =
        validation(compared, TIMES, Studied.profile("segments=4", 5, reference))
            .runtimes()
            .getFirst();
    assertThat(found.cliffs().getFirst().cause())
        .isEqualTo(new Cause.ReferenceKernel("ref:any", OptionalLong.of(2)));
    assertThat(found.advice().getFirst().sentence())
        .isEqualTo(
            "segments worth using (3 of 4): 1, 2, 8; avoid 4 (5.00 ms, 1.25 times the 4.00 ms of 2,"
                + " which has more MACs; no fast kernel for 2 channels a group: it is computed by"
                + " the reference kernel ref:any).");
  }

  /** Two segments take 8.5 ms, where four take 3; yet no design with more MACs is faster. */
  @Test
  void aDesignAboveTheLineOfItsNeighboursIsFound() {
    RuntimeValidation found = validation(compared, times(8.9, 9, 8.5, 3, 2)).runtimes().getFirst();
    assertThat(found.cliffs()).isEmpty();
    AboveLine above = found.aboveLine().getFirst();
    assertThat(above.design()).isEqualTo("segments=2");
    assertThat(above.neighbours()).containsExactly("regular", "segments=4");
    // 20,736, 12,672 and 7,488 MACs: 3 · 2.967^(ln 1.692 / ln 2.769) = 5.26 ms.
    assertThat(above.timeRatio().value()).isCloseTo(1.616, within(0.001));
    assertThat(above.cause()).isEqualTo(new Cause.NotKnown());
    assertThat(found.advice().getFirst().sentence())
        .contains("avoid 2 (8.50 ms, 1.62 times the 5.26 ms that regular and 4 suggest; cause not");
  }

  /** The same times for 8 and for 16 channels, each against its own regular convolution. */
  @Test
  void advicePerBaselineNamesWhatItsDesignsShare() {
    Designs both =
        Studied.designs(
            Studied.SPEC
                .replace("channels: 8", "channels: $width")
                .replace("out: 8", "out: $width")
                .replace("{segments:", "{width: [8, 16], segments:"));
    Map<String, Double> times = new HashMap<>();
    for (int width : List.of(8, 16)) {
      TIMES.forEach((design, ms) ->
          times.put(
              design.equals("regular")
                  ? "regular, width=" + width
                  : "width=" + width + ", " + design,
              ms));
    }
    Validation found = validation(both, times);
    assertThat(found.advice())
        .containsExactly(
            "fast: width=8: segments worth using (3 of 4): 1, 2, 8; avoid 4 (5.00 ms, 1.25 times the"
                + " 4.00 ms of 2, which has more MACs; cause not known).",
            "fast: width=16: segments worth using (3 of 4): 1, 2, 8; avoid 4 (5.00 ms, 1.25 times"
                + " the 4.00 ms of 2, which has more MACs; cause not known).");
    assertThat(found.runtimes().getFirst().smallestGains())
        .extracting(SmallestGain::parameter)
        .containsExactly("segments");
  }

  @Test
  void nothingIsAdvisedWithoutIntervals() {
    Validation found =
        Validation.of(
            compared,
            new Latencies(List.of(Studied.few(compared, TIMES))),
            List.of(),
            Studied.LIMITS,
            1);
    assertThat(found.advice()).isEmpty();
  }

  /** Speed-ups of two and four segments overlap, 2 to 3 and 1.6 to 2.4; their times do not. */
  @Test
  void aDisturbedBaselineHidesNoCliff() {
    MeasurementRun run = Studied.disturbed(Studied.run(compared, TIMES));
    Validation found =
        Validation.of(compared, new Latencies(List.of(run)), List.of(), Studied.LIMITS, 1);
    assertThat(found.runtimes().getFirst().cliffs())
        .extracting(Cliff::design)
        .containsExactly("segments=4");
  }

  @Test
  void dominatedDesignsAreWorseInBoth() {
    assertThat(onRuntime().dominated())
        .extracting(Dominated::design)
        .containsExactly("segments=1", "regular", "segments=4", "segments=2");
    Dominated one = onRuntime().dominated().getFirst();
    assertThat(one.other()).isEqualTo("segments=8");
    assertThat(one.timeRatio().value()).isEqualTo(4.5);
    assertThat(one.by()).isEqualTo(4);
  }

  @Test
  void intervalsThatTouchAreNoCliff() {
    Map<String, Double> close = times(8, 9, 4, 4.05, 2);
    assertThat(validation(compared, close).runtimes().getFirst().cliffs()).isEmpty();
  }

  @Test
  void theSmallestSegmentsThatBeatRegular() {
    SmallestGain gain = onRuntime().smallestGains().getFirst();
    assertThat(gain.parameter()).isEqualTo("segments");
    assertThat(gain.value()).isEqualTo(2);
    assertThat(gain.speedup().value()).isEqualTo(2);
  }

  /** With five repetitions of each nothing is said of times, but what it needs. */
  @Test
  void fewRepetitionsSupportNoStatement() {
    MeasurementRun few = Studied.few(compared, TIMES);
    Validation found =
        Validation.of(
            compared,
            new Latencies(List.of(few)),
            List.of(Studied.profile("segments=8", 2, Studied.step("a", 1.9, 4896, 2560))),
            Studied.LIMITS,
            1);
    assertThat(found.summary())
        .containsExactly(
            "fast: it cannot be told which design is the fastest. No interval from 5 of 6 repetitions; about 12 s more are needed.");
    RuntimeValidation runtime = found.runtimes().getFirst();
    assertThat(runtime.cliffs()).isEmpty();
    assertThat(runtime.dominated()).isEmpty();
    assertThat(runtime.smallestGains()).isEmpty();
    assertThat(runtime.correlations()).isEmpty();
    assertThat(runtime.designs())
        .allMatch(design -> design.realisation().isEmpty() && design.reasons().isEmpty())
        .allMatch(design -> design.note().startsWith("No interval"));
  }

  /** Two shapes, each with a regular and a depthwise convolution. */
  @Test
  void designsOfOtherShapesHaveOtherBaselines() {
    Designs shapes =
        Studied.designs(
            """
            name: shapes
            input: {channels: $channels, height: 6, width: 6}
            parameters: {segments: [1, 8], channels: [8, 16]}
            baseline: {segments: 1}
            layers:
              - segmented: {out: $channels, segments: $segments}
            """);
    Validation found =
        validation(
            shapes,
            Map.of(
                "segments=1, channels=8", 4.0,
                "segments=1, channels=16", 12.0,
                "segments=8, channels=8", 2.0,
                "segments=8, channels=16", 3.0));
    RuntimeValidation runtime = found.runtimes().getFirst();
    assertThat(runtime.designs())
        .extracting(
            design -> design.compared().label() + ": " + design.speedup().orElseThrow().median())
        .containsExactly(
            "segments=1, channels=8: 1.0",
            "segments=1, channels=16: 1.0",
            "segments=8, channels=8: 2.0",
            "segments=8, channels=16: 4.0");
    // (64 + 576) / (64 + 72) and (256 + 2304) / (256 + 288)
    assertThat(runtime.designs().get(2).theoreticalSpeedup()).isCloseTo(640 / 136.0, within(1e-9));
    assertThat(runtime.designs().get(3).theoreticalSpeedup()).isCloseTo(2560 / 544.0, within(1e-9));
    assertThat(runtime.dominated())
        .extracting(Dominated::other)
        .doesNotContain("segments=1, channels=8");
    assertThat(found.summary().getFirst())
        .startsWith(
            "fast: of 2 designs, each against its own segments=1, 2 are faster, 0 slower, and of 0 it"
                + " cannot be told; segments=8, channels=16 is 4.00 times");
  }

  @Test
  void aParameterWithoutNumbersHasNoSmallestValue() {
    String orders =
        Studied.SPEC
            .replace("{segments: [1, 2, 4, 8]}", "{order: [pointwise-first, spatial-first]}")
            .replace("segments: $segments", "segments: 8, order: $order");
    Designs words = Studied.designs(orders);
    Validation found =
        validation(
            words,
            Map.of("regular", 8.0, "order=pointwise-first", 2.0, "order=spatial-first", 3.0));
    assertThat(found.runtimes().getFirst().smallestGains()).isEmpty();
    assertThat(found.summary()).isNotEmpty();
  }

  @Test
  void correlationsAreOverDistinctDesigns() {
    RuntimeValidation runtime = onRuntime();
    assertThat(runtime.correlations())
        .extracting(Correlation::predictor)
        .containsExactly("macs", "bytes", "roofline");
    // By MACs: eight 2, four 5, two 4, regular 8, one 9. One pair of ten is in reverse.
    assertThat(runtime.correlation("macs").orElseThrow().kendall().value())
        .isCloseTo(0.8, within(1e-12));
    assertThat(runtime.regression().orElseThrow().designs()).isEqualTo(5);
  }

  @Test
  void reasonsBelongToTheRealisationThatIsShown() {
    Validation found =
        validation(
            compared,
            TIMES,
            Studied.profile(
                "segments=8",
                1.9,
                Studied.step("a", 1.2, 2304, 2560),
                Studied.step("b", 0.5, 2592, 2592)));
    DesignValidation eight = found.runtimes().getFirst().designs().getLast();
    Reasons reasons = eight.reasons().orElseThrow();
    assertThat(reasons.share(reasons.promisedMs())).isCloseTo(realisation(eight), within(1e-9));
    assertThat(reasons.share(reasons.measuredMs() - reasons.promisedMs()))
        .isCloseTo(1 - realisation(eight), within(1e-9));
    assertThat(found.runtimes().getFirst().designs().getFirst().reasons()).isEmpty();
  }

  /** 20,736 MACs in 0.01 ms are 4.1 GFLOP/s on a machine of 2. */
  @Test
  void aShareAboveThePeakIsNone() {
    Validation found = validation(compared, Map.of("regular", 0.01, "segments=8", 0.002));
    RuntimeValidation runtime = found.runtimes().getFirst();
    assertThat(runtime.baselinePeakShare(runtime.designs().getLast())).isNaN();
    assertThat(found.summary().getFirst()).endsWith("; regular is slower for its MACs.");
  }

  @Test
  void suspectLimitsGiveNoRoofline() {
    MachineLimits suspect =
        Studied.LIMITS.with(new Trust(Trust.Level.SUSPECT, List.of("not warmed up")));
    Validation found =
        Validation.of(
            compared,
            new Latencies(List.of(Studied.run(compared, TIMES))),
            List.of(Studied.profile("segments=8", 2, Studied.step("a", 1.9, 4896, 2560))),
            suspect,
            1);
    RuntimeValidation runtime = found.runtimes().getFirst();
    assertThat(runtime.designs()).allMatch(design -> Double.isNaN(design.rooflineMs()));
    assertThat(runtime.designs()).allMatch(design -> Double.isNaN(design.rooflineSpeedup()));
    assertThat(runtime.designs()).allMatch(design -> Double.isNaN(design.peakShare()));
    assertThat(runtime.correlations())
        .extracting(Correlation::predictor)
        .containsExactly("macs", "bytes");
    assertThat(found.summary()).hasSize(4).noneMatch(sentence -> sentence.contains("NaN"));
  }

  @Test
  void oneDesignIsNothingToCompare() {
    String alone =
        """
        name: alone
        input: {channels: 8, height: 6, width: 6}
        layers: [conv: {out: 8, kernel: 3}]
        """;
    Validation found = validation(Studied.designs(alone), Map.of("alone", 8.0));
    assertThat(found.summary()).singleElement().asString().startsWith("There is 1 design only");
    RuntimeValidation runtime = found.runtimes().getFirst();
    assertThat(runtime.designs()).hasSize(1);
    assertThat(runtime.correlations()).isEmpty();
    assertThat(runtime.regression()).isEmpty();
  }

  @Test
  void aDesignThatFailedKeepsItsRowAndSaysWhy() {
    Map<String, Double> some = Map.of("regular", 8.0, "segments=8", 2.0);
    RuntimeValidation runtime = validation(compared, some).runtimes().getFirst();
    assertThat(runtime.designs()).hasSize(5);
    assertThat(runtime.designs().get(1).note()).isEqualTo("fast cannot run it");
    assertThat(runtime.designs().get(1).realisation()).isEmpty();
    assertThat(runtime.timed()).hasSize(2);
  }

  @Test
  void withoutTheBaselineThereAreTimesAlone() {
    Map<String, Double> some = Map.of("segments=2", 4.0, "segments=4", 5.0, "segments=8", 2.0);
    Validation found = validation(compared, some);
    assertThat(found.runtimes().getFirst().cliffs()).hasSize(1);
    assertThat(found.summary().getFirst()).endsWith("the baseline was not timed.");
    assertThat(validation(compared, Map.of()).summary())
        .containsExactly("fast: none of 5 designs could be timed: fast cannot run it.");
  }
}
