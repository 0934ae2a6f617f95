package convspectrum.search.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import convspectrum.search.history.RunResult;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import convspectrum.search.history.SpecText;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LeaderboardTest {
  private static final SpecText SPEC = SpecText.of("tiny", "name: tiny\n");
  private static final String QUICK =
      "quick: budget 10 s, samples of 2 ms or more, the measuring thread pinned to one CPU";

  /** Eight figures from this time to 0.7 % above it. */
  private static Timed timed(String segments, double ms) {
    List<Double> samples = IntStream.range(0, 8).mapToObj(i -> ms * (1 + 0.001 * i)).toList();
    boolean isReference = segments.equals("regular");
    return new Timed(
        isReference ? segments : "segments=" + segments,
        SPEC.hash(),
        isReference ? Map.of() : Map.of("segments", segments),
        List.of(List.of(1, 8, 4, 4)),
        "graph of " + segments,
        100,
        samples,
        List.of(1, 1, 1, 1, 1, 1, 1, 1),
        List.of(),
        "regular");
  }

  private static OnRuntime runtime(String version, int threads, String protocol, Timed... designs) {
    return new OnRuntime(
        "vector", version, threads, "float32", protocol, false, "quiet", List.of(designs));
  }

  private static NamedResult result(String name, OnRuntime... runtimes) {
    return new NamedResult(
        name,
        new RunResult(
            RunResult.SCHEMA,
            "1.0",
            "explore",
            "tiny",
            "regular",
            "machine of " + name,
            "2026-01-01T12:00:00Z",
            null,
            List.of(SPEC),
            List.of(runtimes)));
  }

  private static BoardRow row(Leaderboard board, String design, String file) {
    return board.rows().stream()
        .filter(row -> row.timed().design().equals(design))
        .filter(row -> row.column().named().name().equals(file))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void ranksAreOfWhatIsSure() {
    Leaderboard board =
        Leaderboard.of(
            List.of(
                result(
                    "a",
                    runtime("1", 1, QUICK, timed("regular", 8), timed("2", 4), timed("4", 4.01))),
                result(
                    "b",
                    runtime("1", 1, QUICK, timed("regular", 6), timed("2", 5), timed("8", 1)))),
            false,
            1);
    assertThat(board.mixed()).isEmpty();
    assertThat(board.rows())
        .extracting(row -> row.timed().design() + " " + row.column().named().name())
        .containsExactly(
            "regular a",
            "regular b",
            "segments=2 a",
            "segments=2 b",
            "segments=4 a",
            "segments=8 b");
    assertThat(row(board, "segments=2", "a").rank()).isEqualTo(1);
    assertThat(row(board, "segments=4", "a").rank()).as("its interval overlaps").isEqualTo(1);
    assertThat(row(board, "regular", "a").rank()).isEqualTo(3);
    assertThat(row(board, "segments=2", "b").rank()).isEqualTo(2);
    assertThat(row(board, "segments=2", "a").standing()).isEqualTo(Standing.FASTEST);
    assertThat(row(board, "segments=2", "b").standing()).isEqualTo(Standing.SLOWER);
    assertThat(row(board, "regular", "b").standing()).isEqualTo(Standing.FASTEST);
    assertThat(row(board, "segments=8", "b").standing()).isEqualTo(Standing.ALONE);
    BoardRow two = row(board, "segments=2", "a");
    assertThat(two.time().value()).isCloseTo(4 * 1.0035, within(1e-9));
    assertThat(two.speedup().orElseThrow().value()).isEqualTo(2);
    assertThat(row(board, "regular", "a").speedup().orElseThrow().value()).isEqualTo(1);
  }

  @Test
  void timesThatOverlapElsewhereCannotBeTold() {
    Leaderboard board =
        Leaderboard.of(
            List.of(
                result("a", runtime("1", 1, QUICK, timed("2", 4))),
                result("b", runtime("1", 1, QUICK, timed("2", 4.01)))),
            false,
            1);
    assertThat(board.rows()).extracting(BoardRow::standing).containsOnly(Standing.CANNOT_TELL);
    assertThat(board.rows())
        .extracting(BoardRow::speedup)
        .as("no baseline")
        .allMatch(one -> one.isEmpty());
  }

  @Test
  void fewRepetitionsHaveNoRank() {
    Timed few =
        new Timed(
            "segments=2",
            SPEC.hash(),
            Map.of("segments", "2"),
            List.of(),
            "g",
            1,
            List.of(1.0, 1.1),
            null,
            List.of(),
            null);
    Leaderboard board = Leaderboard.of(List.of(result("a", runtime("1", 1, QUICK, few))), false, 1);
    assertThat(board.rows().getFirst().rank()).isZero();
  }

  @Test
  void whatIsNotComparableIsRefusedOrMarked() {
    Timed other =
        new Timed(
            "segments=2",
            SPEC.hash(),
            Map.of("segments", "2"),
            List.of(List.of(1, 8, 9, 9)),
            "another graph",
            500,
            timed("2", 3).samples(),
            null,
            List.of(),
            "regular");
    List<NamedResult> results =
        List.of(
            result("a.json", runtime("1", 1, QUICK, timed("regular", 8), timed("2", 4))),
            result(
                "b.json",
                runtime("2", 2, QUICK.replace("2 ms", "9 ms").replace("10 s", "20 s"), other)));
    assertThatThrownBy(() -> Leaderboard.of(results, false, 1))
        .isInstanceOf(LeaderboardException.class)
        .hasMessageContainingAll(
            "these results are not comparable: ",
            "version of vector: 1 (a.json), 2 (b.json)",
            "threads: 1 (a.json), 2 (b.json)",
            "protocol, sample: 2 ms or more (a.json), 9 ms or more (b.json)",
            "input of segments=2: 1x8x4x4 (a.json), 1x8x9x9 (b.json)",
            "network of segments=2: 100 MACs",
            "--mix, which marks what differs")
        .hasMessageNotContaining("budget");
    Leaderboard board = Leaderboard.of(results, true, 1);
    assertThat(row(board, "segments=2", "a.json").differs()).isEmpty();
    assertThat(row(board, "segments=2", "b.json").differs())
        .contains("threads 2", "version of vector 2", "protocol, sample 9 ms or more");
    assertThat(board.mixed())
        .filteredOn(one -> !one.obstacle())
        .extracting(MixedCondition::toString)
        .containsExactly("protocol, budget: 10 s (a.json), 20 s (b.json)");
  }

  /** Results are compared because machines differ, and so do the registers of their CPUs. */
  @Test
  void instructionsBelongToTheMachine() {
    NamedResult wide =
        result("wide", runtime("java 25.0.3, 512 bits", 1, QUICK, timed("regular", 8)));
    NamedResult narrow =
        result("narrow", runtime("java 25.0.3, 256 of 512 bits", 1, QUICK, timed("regular", 9)));
    Leaderboard board = Leaderboard.of(List.of(wide, narrow), false, 1);
    assertThat(board.mixed())
        .extracting(MixedCondition::toString)
        .containsExactly("instructions of vector: 512 bits (wide), 256 of 512 bits (narrow)");
    assertThat(row(board, "regular", "wide").standing()).isEqualTo(Standing.FASTEST);
    assertThat(board.rows()).extracting(BoardRow::differs).containsOnly(List.of());
    for (String other : List.of("java 25.0.4, 256 bits", "java 25.0.3, no Vector API")) {
      NamedResult unlike = result("unlike", runtime(other, 1, QUICK, timed("regular", 9)));
      assertThatThrownBy(() -> Leaderboard.of(List.of(wide, unlike), false, 1))
          .isInstanceOf(LeaderboardException.class)
          .hasMessageContaining("version of vector: java 25.0.3 (wide), java 25.0.");
    }
  }

  @Test
  void twoRunsOfOneMachineHaveColumnsOfTheirOwn() {
    NamedResult one = result("one", runtime("1", 1, QUICK, timed("2", 4)));
    RunResult again = one.result();
    NamedResult later =
        new NamedResult(
            "later",
            new RunResult(
                again.schema(),
                again.convspectrum(),
                again.command(),
                again.spec(),
                again.baseline(),
                again.machine(),
                "2026-01-02T12:00:00Z",
                null,
                again.specs(),
                List.of(runtime("1", 1, QUICK, timed("2", 5)))));
    Leaderboard board = Leaderboard.of(List.of(one, later), false, 1);
    assertThat(board.columns()).extracting(BoardColumn::label).doesNotHaveDuplicates();
    assertThat(board.columns().stream().map(BoardColumn::machine).distinct()).hasSize(1);
  }

  @Test
  void oneRunCountsOnce() {
    NamedResult a = result("a", runtime("1", 1, QUICK, timed("2", 4)));
    assertThatThrownBy(
            () -> Leaderboard.of(List.of(a, new NamedResult("copy", a.result())), true, 1))
        .hasMessage(
            "a and copy hold the same run, of 2026-01-01T12:00:00Z; try only one of the two");
  }

  @Test
  void resultsWithoutTimesAreRefused() {
    assertThatThrownBy(() -> Leaderboard.of(List.of(result("a", runtime("1", 1, QUICK))), false, 1))
        .hasMessage("nothing was timed in a; expected a design with a time");
  }
}
