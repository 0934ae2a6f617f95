package convspectrum.reports.leaderboard;

import convspectrum.search.leaderboard.BoardColumn;
import convspectrum.search.leaderboard.BoardRow;
import convspectrum.search.leaderboard.Leaderboard;
import convspectrum.search.leaderboard.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What a leaderboard shows, in sentences. */
final class LeaderboardSentences {
  /** Designs that share the first rank are named up to this number. */
  private static final int NAMED = 4;

  private final Leaderboard board;

  LeaderboardSentences(Leaderboard board) {
    this.board = board;
  }

  /** All of them, the answer first. */
  List<String> all() {
    List<String> sentences = new ArrayList<>(List.of(answer()));
    if (ForemostColumns.leaveOut(board)) {
      sentences.add(
          "What follows is of %d of them: surely the fastest for the most designs, then of the shortest times. The table has all."
              .formatted(ForemostColumns.MOST));
    }
    ForemostColumns.of(board).forEach(column -> sentences.addAll(of(column)));
    return sentences;
  }

  private String answer() {
    long designs = board.rows().stream().map(BoardRow::key).distinct().count();
    long machines =
        board.columns().stream()
            .map(column -> column.named().result().machine())
            .distinct()
            .count();
    return "%s timed on %s with %s."
        .formatted(
            designs == 1 ? "1 design was" : designs + " designs were",
            machines == 1 ? "1 machine" : machines + " machines",
            ways(machines));
  }

  private String ways(long machines) {
    if (board.columns().size() == 1) {
      return "1 runtime";
    }
    return "%d combinations of %sruntime, type and threads"
        .formatted(board.columns().size(), machines == 1 ? "" : "machine, ");
  }

  private List<String> of(BoardColumn column) {
    List<BoardRow> rows = board.rows().stream().filter(row -> row.column() == column).toList();
    List<BoardRow> first =
        rows.stream()
            .filter(row -> row.rank() == 1)
            .sorted(Comparator.comparingDouble(row -> row.time().value()))
            .toList();
    List<String> sentences = new ArrayList<>();
    if (first.isEmpty()) {
      sentences.add(column.label() + ": no time has an interval, so that nothing is ranked.");
    } else {
      sentences.add(column.label() + ": " + fastest(first));
    }
    long elsewhere = rows.stream().filter(row -> row.standing() != Standing.ALONE).count();
    if (elsewhere > 0) {
      sentences.add(column.label() + ": " + against(rows, elsewhere));
    }
    return sentences;
  }

  /** What is known of a combination's times beside those of the same designs in others. */
  private static String against(List<BoardRow> rows, long elsewhere) {
    long fastest = rows.stream().filter(row -> row.standing() == Standing.FASTEST).count();
    long unknown = rows.stream().filter(row -> row.standing() == Standing.CANNOT_TELL).count();
    return "surely the fastest for %d of %d designs that others timed too%s."
        .formatted(
            fastest, elsewhere, unknown == 0 ? "" : "; for " + unknown + " it cannot be told");
  }

  private static String fastest(List<BoardRow> first) {
    BoardRow best = first.getFirst();
    String time =
        String.format(Locale.ROOT, "%s with %.3g ms", best.timed().design(), best.time().value());
    String relative =
        best.speedup()
            .filter(_ -> !best.baseline().equals(best.timed().design()))
            .map(speedup ->
                String.format(
                    Locale.ROOT, ", %.2f times as fast as %s", speedup.value(), best.baseline()))
            .orElse("");
    if (first.size() == 1) {
      return "the fastest is " + time + relative + ".";
    }
    List<String> others =
        first.subList(1, first.size()).stream().map(row -> row.timed().design()).toList();
    String named =
        others.size() <= NAMED
            ? String.join(", ", others)
            : String.join(", ", others.subList(0, NAMED))
                + " and "
                + (others.size() - NAMED)
                + " more";
    return "the shortest time is that of "
        + time
        + relative
        + ", which cannot be told from "
        + named
        + ".";
  }
}
