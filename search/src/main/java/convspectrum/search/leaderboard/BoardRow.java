package convspectrum.search.leaderboard;

import convspectrum.executor.statistics.Estimate;
import convspectrum.search.history.RunResult.Timed;
import java.util.List;
import java.util.Optional;

/**
 * The time of a design in a column.
 *
 * @param column where it was timed
 * @param key what makes it the same design in other columns
 * @param timed the design with its samples
 * @param time median in milliseconds, with its interval
 * @param baseline label of what its speed-up is relative to
 * @param speedup time of the baseline divided by its own; none where the baseline was not timed
 * @param differs what it differs in from the first result, where results are mixed
 * @param rank 1 and the number of designs of the column that are surely faster; 0 where its time
 *     has no interval
 * @param standing among the times of the same design in other columns
 */
public record BoardRow(
    BoardColumn column,
    DesignKey key,
    Timed timed,
    Estimate time,
    String baseline,
    Optional<Estimate> speedup,
    List<String> differs,
    int rank,
    Standing standing) {
  public BoardRow {
    differs = List.copyOf(differs);
  }

  /** The same with its places. */
  BoardRow placed(int itsRank, Standing itsStanding) {
    return new BoardRow(column, key, timed, time, baseline, speedup, differs, itsRank, itsStanding);
  }

  /** Whether it surely takes less time than another. */
  boolean isBelow(BoardRow other) {
    return time.interval().isPresent()
        && other.time.interval().isPresent()
        && time.high() < other.time.low();
  }

  /** Whether both are times of one design. */
  public boolean isOfSameDesign(BoardRow other) {
    return key.equals(other.key);
  }
}
