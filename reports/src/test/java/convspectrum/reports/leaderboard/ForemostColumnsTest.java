package convspectrum.reports.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import convspectrum.search.history.RunResult;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import convspectrum.search.leaderboard.Leaderboard;
import convspectrum.search.leaderboard.NamedResult;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ForemostColumnsTest {
  /** Machine m takes m ms for a pass of each of two designs, but the last one half a ms for one. */
  private static Leaderboard board(int machines) {
    return Leaderboard.of(
        IntStream.rangeClosed(1, machines)
            .mapToObj(m -> result("m" + m, m, m == machines ? 0.5 : m))
            .toList(),
        false,
        1);
  }

  private static NamedResult result(String machine, double first, double second) {
    OnRuntime runtime =
        new OnRuntime(
            "fast",
            "1",
            1,
            "float32",
            "quick: …",
            false,
            "The machine was quiet.",
            List.of(timed("a", first), timed("b", second)));
    return new NamedResult(
        machine,
        new RunResult(
            RunResult.SCHEMA,
            "1",
            "explore",
            "tiny",
            "a",
            machine,
            "2026",
            null,
            List.of(),
            List.of(runtime)));
  }

  private static Timed timed(String design, double ms) {
    List<Integer> placements = Collections.nCopies(8, 1);
    return new Timed(design, "graph of " + design, 1, Collections.nCopies(8, ms), placements);
  }

  private static List<String> machines(Leaderboard board) {
    return ForemostColumns.of(board).stream()
        .map(column -> column.named().result().machine())
        .toList();
  }

  @Test
  void allOfFewAreTold() {
    Leaderboard board = board(8);
    assertThat(machines(board)).hasSize(8);
    assertThat(new LeaderboardPage(board).chart().series()).hasSize(8);
    assertThat(new LeaderboardSentences(board).all()).hasSize(1 + 2 * 8);
  }

  @Test
  void ofManyTheFastestAreTold() {
    Leaderboard board = board(50);
    assertThat(machines(board)).containsExactly("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m50");
    assertThat(new LeaderboardPage(board).chart().series()).hasSize(8);
    assertThat(new LeaderboardSentences(board).all())
        .hasSize(2 + 2 * 8)
        .contains(
            "What follows is of 8 of them: surely the fastest for the most designs, then of the shortest times. The table has all.");
    assertThat(new LeaderboardTables(board).times().rowCount()).isEqualTo(100);
  }
}
