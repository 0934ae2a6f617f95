package convspectrum.reports.leaderboard;

import convspectrum.search.leaderboard.BoardColumn;
import convspectrum.search.leaderboard.BoardRow;
import convspectrum.search.leaderboard.Leaderboard;
import convspectrum.search.leaderboard.Standing;
import java.util.Comparator;
import java.util.List;

/**
 * The columns of a leaderboard that are told of and drawn, where there are too many for all: those
 * that are surely the fastest for the most designs, then those with the shortest times.
 */
final class ForemostColumns {
  /** More than these are more than a chart can tell apart. */
  static final int MOST = 8;

  private ForemostColumns() {}

  /** These columns, in the order of the board. */
  static List<BoardColumn> of(Leaderboard board) {
    if (board.columns().size() <= MOST) {
      return board.columns();
    }
    List<BoardColumn> foremost =
        board.columns().stream()
            .map(column -> Place.of(column, board))
            .sorted(
                Comparator.comparingLong(Place::fastest)
                    .reversed()
                    .thenComparingDouble(Place::shortest))
            .limit(MOST)
            .map(Place::column)
            .toList();
    return board.columns().stream()
        .filter(column -> foremost.stream().anyMatch(one -> one == column))
        .toList();
  }

  /** Whether some are left out. */
  static boolean leaveOut(Leaderboard board) {
    return board.columns().size() > MOST;
  }

  private record Place(BoardColumn column, long fastest, double shortest) {
    static Place of(BoardColumn column, Leaderboard board) {
      List<BoardRow> rows = board.rows().stream().filter(row -> row.column() == column).toList();
      return new Place(
          column,
          rows.stream().filter(row -> row.standing() == Standing.FASTEST).count(),
          rows.stream()
              .mapToDouble(row -> row.time().value())
              .min()
              .orElse(Double.POSITIVE_INFINITY));
    }
  }
}
