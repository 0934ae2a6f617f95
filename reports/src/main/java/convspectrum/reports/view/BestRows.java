package convspectrum.reports.view;

import convspectrum.reports.table.Cell;
import convspectrum.reports.table.ColumnDescription.Better;
import convspectrum.reports.table.ResultColumn;
import convspectrum.reports.table.ResultTable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows that hold the best value of a column. Of figures with intervals these are all whose
 * interval overlaps that of the best: a difference within intervals is none. A figure that has no
 * interval where others may have one is not judged, and where the best has none, no row is named.
 */
final class BestRows {
  private BestRows() {}

  /** Row numbers from 0; none where no value is better than another. */
  static Set<Integer> of(ResultTable table, ResultColumn column) {
    Better better = column.description().better();
    List<Cell> cells = column.cells();
    List<Integer> valued =
        IntStream.range(0, cells.size())
            .filter(row -> cells.get(row).number().isPresent())
            .boxed()
            .toList();
    if (better == Better.NEITHER || valued.size() < 2) {
      return Set.of();
    }
    double best =
        valued.stream()
            .mapToDouble(row -> value(cells, row))
            .reduce(better == Better.LOWER ? Math::min : Math::max)
            .orElseThrow();
    Set<Integer> rows =
        valued.stream().filter(row -> value(cells, row) == best).collect(Collectors.toSet());
    if (column.interval().isPresent()) {
      ResultColumn.Interval ends = column.interval().get();
      rows =
          overlapping(
              rows.iterator().next(),
              valued,
              table.column(ends.low()).cells(),
              table.column(ends.high()).cells());
    }
    return rows.size() == valued.size() ? Set.of() : Set.copyOf(rows);
  }

  private static Set<Integer> overlapping(
      int best, List<Integer> valued, List<Cell> lows, List<Cell> highs) {
    if (lows.get(best).number().isEmpty() || highs.get(best).number().isEmpty()) {
      return Set.of();
    }
    return valued.stream()
        .filter(row -> lows.get(row).number().isPresent() && highs.get(row).number().isPresent())
        .filter(
            row -> value(lows, row) <= value(highs, best) && value(lows, best) <= value(highs, row))
        .collect(Collectors.toSet());
  }

  private static double value(List<Cell> cells, int row) {
    return cells.get(row).number().orElseThrow();
  }
}
