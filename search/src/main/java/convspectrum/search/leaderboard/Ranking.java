package convspectrum.search.leaderboard;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks times by what is sure: one is faster than another where its whole 95 % interval is below.
 * Times whose intervals overlap share a rank, and one without an interval has none.
 */
final class Ranking {
  private Ranking() {}

  /** The rows with their places, those of a design together. */
  static List<BoardRow> of(List<BoardRow> rows) {
    Map<DesignKey, List<BoardRow>> byDesign = new LinkedHashMap<>();
    Map<BoardColumn, double[]> ends = new IdentityHashMap<>(); // to compare samples takes long
    for (BoardRow row : rows) {
      byDesign.computeIfAbsent(row.key(), _ -> new ArrayList<>()).add(row);
      ends.computeIfAbsent(row.column(), column -> upperEnds(rows, column));
    }
    List<BoardRow> placed = new ArrayList<>();
    byDesign
        .values()
        .forEach(same ->
            same.forEach(row ->
                placed.add(
                    row.placed(
                        rank(row, ends.getOrDefault(row.column(), new double[0])),
                        standing(row, same)))));
    return placed;
  }

  /** The upper ends of the intervals of a column, sorted. */
  private static double[] upperEnds(List<BoardRow> rows, BoardColumn column) {
    return rows.stream()
        .filter(row -> row.column() == column && row.time().interval().isPresent())
        .mapToDouble(row -> row.time().high())
        .sorted()
        .toArray();
  }

  private static int rank(BoardRow row, double[] upperEnds) {
    if (row.time().interval().isEmpty()) {
      return 0;
    }
    int below = 0;
    while (below < upperEnds.length && upperEnds[below] < row.time().low()) {
      below++;
    }
    return 1 + below;
  }

  private static Standing standing(BoardRow row, List<BoardRow> same) {
    if (same.size() == 1) {
      return Standing.ALONE;
    }
    if (same.stream().anyMatch(other -> other.isBelow(row))) {
      return Standing.SLOWER;
    }
    boolean isFastest = same.stream().allMatch(other -> other == row || row.isBelow(other));
    return isFastest ? Standing.FASTEST : Standing.CANNOT_TELL;
  }
}
