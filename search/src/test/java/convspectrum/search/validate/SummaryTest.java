package convspectrum.search.validate;

import static convspectrum.search.validate.Studied.TIMES;
import static convspectrum.search.validate.Studied.times;
import static convspectrum.search.validate.Studied.validation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sentences of the summary, which say only what intervals support. */
final class SummaryTest {
  private final Designs compared = Studied.designs(Studied.SPEC);

  /** A runtime of these times and another one, {@code quick}, of {@link Studied#TIMES}. */
  private Validation besideQuick(Map<String, Double> times) {
    return Validation.of(
        compared,
        new Latencies(
            List.of(
                Studied.run(compared, times),
                Studied.named("quick", Studied.run(compared, TIMES)))),
        List.of(),
        Studied.LIMITS,
        1);
  }

  /** 2.00 and 2.01 ms ± 1 %. */
  @Test
  void whatCannotBeToldFromTheFastestIsNamedBesideIt() {
    Map<String, Double> close = times(8, 9, 4, 2, 2.01);
    assertThat(validation(compared, close).summary().getFirst())
        .startsWith(
            "fast: fastest is segments=4 or segments=8, which cannot be told apart; segments=4 is 4.00"
                + " times [3.96, 4.04] as fast as regular");
  }

  @Test
  void whereNothingIsSurelyFasterThanTheBaselineItIsSaid() {
    Map<String, Double> slow = times(8, 9, 7.95, 8, 8.1);
    assertThat(validation(compared, slow).summary().getFirst())
        .isEqualTo(
            "fast: it cannot be told whether a design is faster than regular; segments=2 is 1.01 times"
                + " [1.00, 1.02] as fast.");
    assertThat(validation(compared, slow).runtimes().getFirst().smallestGains()).isEmpty();
  }

  /** One segment and two may be as fast as regular; four are faster. */
  @Test
  void smallerValuesThatCannotBeToldAreNamed() {
    Map<String, Double> times = times(8, 8.01, 7.95, 5, 2);
    assertThat(validation(compared, times).summary())
        .anyMatch(line ->
            line.contains("the smallest value of segments that beats regular is 4, by 1.60 times")
                && line.endsWith("; of 1, 2 it cannot be told."));
  }

  @Test
  void theFirstSentenceOfTwoRuntimesSaysWhichIsFaster() {
    Map<String, Double> slower = new HashMap<>(TIMES);
    slower.replaceAll((_, ms) -> 2 * ms);
    Validation found = besideQuick(slower);
    assertThat(found.summary())
        .hasSizeLessThanOrEqualTo(10)
        .first()
        .isEqualTo(
            "quick is faster than fast: fast takes 2.00 times [2.00, 2.00] as long in the geometric"
                + " mean of 5 designs, quick is faster on 5, slower on 0, and of 0 it cannot be told.");
  }

  /** Intervals hold beside other programs too, but nobody should publish an order of such a run. */
  @Test
  void ordersOfAVeryNoisyMachineSayThatItWas() {
    Map<String, Double> slower = new HashMap<>(TIMES);
    slower.replaceAll((_, ms) -> 2 * ms);
    Validation found =
        Validation.of(
            compared,
            new Latencies(
                List.of(
                    Studied.run(compared, slower),
                    Studied.named("quick", Studied.veryNoisy(Studied.run(compared, TIMES))))),
            List.of(),
            Studied.LIMITS,
            1);
    String caveat = "; but the machine was very noisy, so measure again before you rely on it.";
    assertThat(found.summary())
        .anyMatch(line -> line.startsWith("quick is faster than fast") && line.endsWith(caveat))
        .anyMatch(line -> line.startsWith("quick: fastest is") && line.endsWith(caveat))
        .noneMatch(line -> line.startsWith("fast: ") && line.endsWith(caveat));
  }

  /** Float32 by two runtimes, integers by a third in half of the time, a fourth can run nothing. */
  @Test
  void runtimesOfOneDataTypeAreHeldAgainstEachOtherAndThenTheTypes() {
    Map<String, Double> half = new HashMap<>(TIMES);
    half.replaceAll((_, ms) -> ms / 2);
    Map<String, Double> twice = new HashMap<>(TIMES);
    twice.replaceAll((_, ms) -> 2 * ms);
    Validation found =
        Validation.of(
            compared,
            new Latencies(
                List.of(
                    Studied.run(compared, TIMES),
                    Studied.named("fast-int8", "int8", Studied.run(compared, Map.of())),
                    Studied.named("slow", Studied.run(compared, twice)),
                    Studied.named("slow-int8", "int8", Studied.run(compared, half)))),
            List.of(),
            Studied.LIMITS,
            1);
    assertThat(found.summary().subList(0, 2))
        .containsExactly(
            "fast is faster than slow: slow takes 2.00 times [2.00, 2.00] as long in the geometric"
                + " mean of 5 designs, fast is faster on 5, slower on 0, and of 0 it cannot be told.",
            "slow-int8 is faster than fast: fast takes 2.00 times [2.00, 2.00] as long in the"
                + " geometric mean of 5 designs, slow-int8 is faster on 5, slower on 0, and of 0 it"
                + " cannot be told.");
    assertThat(found.summary())
        .contains("fast-int8: none of 5 designs could be timed: fast cannot run it.");
  }

  @Test
  void runtimesThatAreEquallyFastAreNotRanked() {
    Validation found = besideQuick(TIMES);
    assertThat(found.summary().getFirst())
        .startsWith("It cannot be told which is the fastest of fast and quick: quick takes 1.00");
  }

  @Test
  void theSummaryHasAFigureInEverySentence() {
    List<String> summary =
        validation(
                compared,
                TIMES,
                Studied.profile("segments=8", 2, Studied.step("a", 1.9, 4896, 2560)))
            .summary();
    assertThat(summary).hasSize(5).allMatch(sentence -> sentence.matches(".*[0-9].*"));
    assertThat(summary.getFirst())
        .isEqualTo(
            "fast: fastest is segments=8; it is 4.00 times [3.96, 4.04] as fast as regular; its MACs"
                + " promise 4.24 times, so that 94 % [94, 95] is realised.");
    assertThat(summary)
        .anyMatch(s -> s.contains("1 of 5 designs are slower than one with more MACs"))
        .anyMatch(s ->
            s.contains("the smallest value of segments that beats regular is 2, by 2.00 times"))
        .anyMatch(s -> s.contains("Kendall's τ 0.80"));
  }

  /** 41,472 FLOPs in 8 ms are 5.184 MFLOP/s: 0.26 % of the peak of 2 GFLOP/s. */
  @Test
  void beyondTheTheoryTheBaselinesShareOfThePeakIsNamed() {
    Map<String, Double> fast = Map.of("regular", 8.0, "segments=8", 1.6);
    Validation found = validation(compared, fast);
    RuntimeValidation runtime = found.runtimes().getFirst();
    assertThat(runtime.baselinePeakShare(runtime.designs().getLast()))
        .isCloseTo(0.002592, within(1e-9));
    assertThat(runtime.designs().getLast().isBeyondTheory()).isTrue();
    assertThat(found.summary().getFirst())
        .endsWith("so that 118 % [117, 119] is realised; regular itself reaches 0 % of the peak.");
  }

  @Test
  void ofManyRuntimesTheSummaryKeepsTenSentences() {
    Validation found = validation(compared, TIMES);
    Validation many =
        new Validation(
            compared,
            Studied.LIMITS,
            IntStream.range(0, 6).mapToObj(_ -> found.runtimes().getFirst()).toList());
    assertThat(many.summary()).hasSize(10);
  }
}
