package convspectrum.search.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.host.WarmUp;
import convspectrum.executor.measure.protocol.QuickProtocol;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Invented times: of network n in round r, by a formula. */
final class ClaimJudgeTest {
  private static final String TEXT =
      """
      networks:
        a: {input: [1, 8, 4, 4], layers: [pointwise: {out: 8}]}
        b: {input: [1, 8, 4, 4], layers: [pointwise: {out: 16}]}
        c: {input: [1, 8, 4, 4], layers: [pointwise: {out: 24}]}
        d: {input: [1, 8, 4, 4], layers: [pointwise: {out: 32}]}
        e: {input: [1, 8, 4, 4], layers: [pointwise: {out: 40}]}
        twin: {input: [1, 8, 4, 4], layers: [pointwise: {out: 8}]}
      groups: {all: [a, b, c, d, e]}
      claims:
        - claim: one
          says: x
          source: y
          value: VALUE
          at-least: 0
          at-most: 2.5
      """;
  private static final Conditions CONDITIONS =
      new Conditions("fast", "1", 1, "float32", "machine", Instant.EPOCH);
  private static final NoiseReport NOISE = NoiseReport.of(List.of(), List.of(), 0, Activity.NONE);

  /** Milliseconds of a network, by its place, in a round. */
  private interface Time {
    double of(int network, int round);
  }

  private static JudgedClaim judged(String value, int rounds, Time time) {
    return judged(value, rounds, time, Map.of());
  }

  private static JudgedClaim judged(
      String value, int rounds, Time time, Map<String, Outcome> others) {
    ClaimDocument document = ClaimDocument.parse("study.yaml", TEXT.replace("VALUE", value));
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    List<String> names = List.of("a", "b", "c", "d", "e");
    for (String name : names) {
      int place = names.indexOf(name);
      List<Double> samples =
          IntStream.range(0, rounds).mapToObj(round -> time.of(place, round)).toList();
      outcomes.put(name, measurement(name, Samples.independent(samples)));
    }
    outcomes.putAll(others);
    MeasurementRun run =
        new MeasurementRun(
            CONDITIONS,
            QuickProtocol.DEFAULT,
            new ArrayList<>(outcomes.values()),
            NOISE,
            rounds,
            1,
            false,
            12,
            List.of());
    return new ClaimJudge(document.designs()).judge(document.claims().getFirst(), List.of(run));
  }

  /** One process for each ratio of b to a, in all rounds of which it is the same. */
  private static JudgedClaim inProcesses(double... ratios) {
    ClaimDocument document =
        ClaimDocument.parse("study.yaml", TEXT.replace("VALUE", "time('b') / time('a')"));
    List<MeasurementRun> runs = new ArrayList<>();
    for (double ratio : ratios) {
      List<Outcome> outcomes =
          List.of(
              measurement("a", Samples.independent(Collections.nCopies(8, 1.0))),
              measurement("b", Samples.independent(Collections.nCopies(8, ratio))));
      runs.add(
          new MeasurementRun(
              CONDITIONS, QuickProtocol.DEFAULT, outcomes, NOISE, 8, 1, false, 12, List.of()));
    }
    return new ClaimJudge(document.designs()).judge(document.claims().getFirst(), runs);
  }

  /** The band ends at 2.5; 5 % of it are 0.125. */
  @Test
  void anIntervalNearAnEndNeedsSixProcesses() {
    assertThat(inProcesses(2.37))
        .returns(Judgement.REPRODUCED, JudgedClaim::judgement)
        .returns(1, JudgedClaim::processes);
    assertThat(inProcesses(2.63)).returns(Judgement.REFUTED, JudgedClaim::judgement);
    JudgedClaim one = inProcesses(2.38);
    assertThat(one.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(value(one)).isEqualTo(2.38);
    assertThat(one.note()).contains("1 of 6 processes");
    assertThat(inProcesses(2.62).judgement()).isEqualTo(Judgement.UNDECIDED);
    JudgedClaim five = inProcesses(2.38, 2.37, 2.39, 2.38, 2.4);
    assertThat(five.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(five.note()).contains("5 of 6 processes");
  }

  @Test
  void ofSixProcessesEachIsOneFigure() {
    JudgedClaim below = inProcesses(2.38, 2.37, 2.39, 2.38, 2.4, 2.36);
    assertThat(below)
        .returns(Judgement.REPRODUCED, JudgedClaim::judgement)
        .returns(6, JudgedClaim::processes)
        .returns("", JudgedClaim::note);
    assertThat(value(below)).isEqualTo(2.38);
    assertThat(below.value().orElseThrow().low()).isGreaterThanOrEqualTo(2.36).isLessThan(2.37);
    assertThat(inProcesses(2.49, 2.37, 2.51, 2.38, 2.4, 2.52).judgement())
        .as("processes differ by more than each of their intervals says")
        .isEqualTo(Judgement.UNDECIDED);
    assertThat(inProcesses(2.45, 2.61, 2.62, 2.63, 2.64, 2.65).judgement())
        .isEqualTo(Judgement.UNDECIDED);
    assertThat(inProcesses(2.6, 2.61, 2.62, 2.63, 2.64, 2.65).judgement())
        .isEqualTo(Judgement.REFUTED);
  }

  private static Measurement measurement(String name, Samples samples) {
    return new Measurement(
        name,
        CONDITIONS,
        QuickProtocol.DEFAULT,
        new WarmUp(1, 1, true),
        1,
        samples,
        List.of(),
        new Estimate(samples.median(), Optional.empty()),
        Optional.empty(),
        NOISE);
  }

  /** A machine that becomes three times slower leaves the ratio of every round as it is. */
  @Test
  void theValueIsComputedInEachRound() {
    JudgedClaim judged =
        judged("time('b') / time('a')", 20, (network, round) -> (1 + network) * (1 + round / 10.0));
    assertThat(judged.value().orElseThrow().value()).isCloseTo(2, within(1e-12));
    assertThat(judged.value().orElseThrow().high()).isCloseTo(2, within(1e-12));
    assertThat(judged.judgement()).isEqualTo(Judgement.REPRODUCED);
    assertThat(judged.note()).isEmpty();
  }

  /** Twice the multiply-accumulates in three times the time are two thirds of the density. */
  @Test
  void densityIsWorkPerTime() {
    JudgedClaim judged =
        judged("density('b') / density('a')", 8, (network, _) -> network == 0 ? 1 : 3);
    assertThat(judged.value().orElseThrow().value()).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(
            judged("min(time('c'), time('b')) / time('a')", 8, (network, _) -> 5 - network)
                .value()
                .orElseThrow()
                .value())
        .isCloseTo(3 / 5.0, within(1e-12));
  }

  /** Times in the order of the work, in reverse, and with one pair of five the wrong way round. */
  @Test
  void correlationsAreOverNetworks() {
    String spearman = "spearman('time', 'macs', 'all')";
    assertThat(value(judged(spearman, 8, (network, _) -> 1 + network))).isEqualTo(1);
    JudgedClaim reverse = judged(spearman, 8, (network, _) -> 9 - network);
    assertThat(value(reverse)).isEqualTo(-1);
    assertThat(reverse.value().orElseThrow().low()).isEqualTo(-1);
    assertThat(reverse.judgement()).isEqualTo(Judgement.REFUTED);
    Time swapped = (network, _) -> network == 0 ? 2 : network == 1 ? 1 : network + 1;
    assertThat(value(judged(spearman, 8, swapped))).isCloseTo(0.9, within(1e-12));
    assertThat(value(judged("kendall('time', 'macs', 'all')", 8, swapped)))
        .isCloseTo(0.8, within(1e-12));
    assertThat(
            value(judged("pearson('time', 'macs', 'a', 'b', 'c', 'd', 'e')", 8, (n, _) -> 1 + n)))
        .isCloseTo(1, within(1e-12));
    assertThat(value(judged(spearman + " - spearman('time', 'params', 'all')", 8, swapped)))
        .isEqualTo(0);
  }

  /** Half of the rounds have another order: the interval is of both, below and above 0. */
  @Test
  void anIntervalMayHoldZero() {
    JudgedClaim judged =
        judged(
            "spearman('time', 'macs', 'all')",
            10,
            (network, round) -> round % 2 == 0 ? 1 + network : 9 - network);
    assertThat(judged.value().orElseThrow().low()).isEqualTo(-1);
    assertThat(judged.value().orElseThrow().high()).isEqualTo(1);
    assertThat(judged.judgement()).isEqualTo(Judgement.UNDECIDED);
  }

  @Test
  void fewRoundsDecideNothing() {
    JudgedClaim judged = judged("time('b') / time('a')", 5, (network, _) -> 1 + network);
    assertThat(judged.value().orElseThrow().value()).isEqualTo(2);
    assertThat(judged.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(judged.note())
        .isEqualTo("No interval from 5 of 6 repetitions; about 12 s more are needed.");
  }

  @Test
  void whatHasNoValueIsUndecidedAndSaysWhy() {
    Time same = (_, _) -> 1;
    JudgedClaim constant = judged("spearman('time', 'macs', 'all')", 8, same);
    assertThat(constant.judgement()).isEqualTo(Judgement.UNDECIDED);
    assertThat(constant.value()).isEmpty();
    assertThat(constant.note())
        .contains("'spearman' got one value of time or macs for all of 5 networks");
    assertThat(judged("1 / (time('b') - time('a'))", 8, same).note()).contains("divides by zero");
    NotMeasured not = new NotMeasured("b", CONDITIONS, "it is too large.");
    assertThat(judged("time('b') / time('a')", 8, same, Map.of("b", not)).note())
        .isEqualTo("b: it is too large.");
    Measurement longer = measurement("b", Samples.independent(List.of(1.0, 1.0)));
    assertThat(judged("time('b') / time('a')", 8, same, Map.of("b", longer)).note())
        .contains("not timed in the same rounds");
  }

  /** Of two networks with one graph, one is timed. */
  @Test
  void equalNetworksShareTheirTime() {
    assertThat(
            value(
                judged("time('twin') / time('b') + 0 * time('a')", 8, (network, _) -> 1 + network)))
        .isEqualTo(0.5);
  }

  private static double value(JudgedClaim judged) {
    return judged.value().orElseThrow().value();
  }
}
