package convspectrum.executor.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private final TimedDesign base = new TimedDesign("base", 30);
  private final TimedDesign a = new TimedDesign("a", 40);
  private final TimedDesign b = new TimedDesign("b", 40);
  private final TimedDesign huge = new TimedDesign("huge", 500);

  private static Lineup lineup(TimedDesign... designs) {
    return new Lineup(
        QuickMeasuringTest.CONDITIONS, new SimulatedMachine(1).host(), List.of(designs));
  }

  private static List<List<String>> batches(
      Optional<String> baseline, long bytes, Lineup... lineups) {
    List<String> designs =
        Stream.of(lineups).flatMap(lineup -> lineup.labels().stream()).distinct().toList();
    Baselines baselines =
        baseline.map(label -> Baselines.one(label, designs)).orElse(Baselines.NONE);
    return Batches.of(List.of(lineups), baselines, bytes);
  }

  /** Of three pairs that are relative to their own baselines, two of 70 bytes fit into 140. */
  @Test
  void aDesignIsWithItsOwnBaseline() {
    TimedDesign second = new TimedDesign("base2", 30);
    Baselines pairs =
        new Baselines(Map.of("base", "base", "a", "base", "base2", "base2", "b", "base2"));
    List<Lineup> lineups = List.of(lineup(base, second, a, b));
    assertThat(Batches.of(lineups, pairs, 140)).containsExactly(List.of("base", "a", "base2", "b"));
    assertThat(Batches.of(lineups, pairs, 139))
        .containsExactly(List.of("base", "a"), List.of("base2", "b"));
  }

  /** What nothing compares is not measured together, however much memory there is. */
  @Test
  void designsOfOtherBaselinesMayBeApart() {
    TimedDesign second = new TimedDesign("base2", 30);
    Map<String, String> pairs = Map.of("base", "base", "a", "base", "base2", "base2", "b", "base2");
    List<Lineup> lineups = List.of(lineup(base, second, a, b));
    assertThat(Batches.of(lineups, new Baselines(pairs, true), 1000))
        .containsExactly(List.of("base", "a"), List.of("base2", "b"));
    assertThat(Batches.of(lineups, new Baselines(pairs, true), 50)).hasSize(2);
  }

  @Test
  void allTogetherWhereTheyFit() {
    assertThat(batches(Optional.of("base"), 110, lineup(a, base, b)))
        .containsExactly(List.of("base", "a", "b"));
  }

  @Test
  void eachBatchHasTheBaselineAndNoDesignIsLost() {
    assertThat(batches(Optional.of("base"), 109, lineup(a, base, b, huge)))
        .containsExactly(List.of("base", "a"), List.of("base", "b"), List.of("base", "huge"));
  }

  @Test
  void withoutABaselineTheyAreJustCut() {
    assertThat(batches(Optional.empty(), 80, lineup(a, b, huge)))
        .containsExactly(List.of("a", "b"), List.of("huge"));
    assertThat(batches(Optional.empty(), 80, lineup())).isEmpty();
  }

  @Test
  void programsOfADesignOnAllRuntimesAreAliveTogether() {
    Lineup all = lineup(base, a, b);
    Lineup some = lineup(base, b);
    assertThat(batches(Optional.of("base"), 180, all, some)) // 2·30 + 40, and 2·30 + 2·40
        .containsExactly(List.of("base", "a", "b"));
    assertThat(batches(Optional.of("base"), 179, all, some))
        .containsExactly(List.of("base", "a"), List.of("base", "b"));
  }
}
