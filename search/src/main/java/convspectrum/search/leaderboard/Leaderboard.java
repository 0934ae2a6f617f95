package convspectrum.search.leaderboard;

import convspectrum.executor.statistics.Bootstrap;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Samples;
import convspectrum.search.history.RunResult.OnRuntime;
import convspectrum.search.history.RunResult.Timed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The times of all designs of several results: a column for each machine, runtime, data type and
 * number of threads, and a row for each time.
 *
 * @param columns in the order of the results and their runtimes
 * @param rows designs in the order in which they first appear, each in the order of the columns
 * @param mixed conditions in which the results differ
 */
public record Leaderboard(
    List<BoardColumn> columns, List<BoardRow> rows, List<MixedCondition> mixed) {
  private static final int RESAMPLES = 2000;

  public Leaderboard {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    mixed = List.copyOf(mixed);
  }

  /**
   * Ranks what was measured.
   *
   * @param results with different names, one at least
   * @param mix whether results may stand beside each other whose times are not comparable; each of
   *     their rows then says in what it differs from the first result
   * @param seed of resampling
   * @throws LeaderboardException where two results are one run, nothing was timed, or results are
   *     not comparable and {@code mix} is false
   */
  public static Leaderboard of(List<NamedResult> results, boolean mix, long seed) {
    requireDistinct(results);
    List<MixedCondition> mixed = MixedConditions.of(results);
    List<MixedCondition> obstacles = mixed.stream().filter(MixedCondition::obstacle).toList();
    if (!obstacles.isEmpty() && !mix) {
      throw new LeaderboardException(
          "these results are not comparable: %s; try results that were measured alike, or --mix, which marks what differs"
              .formatted(listed(obstacles)));
    }
    List<BoardColumn> columns = BoardColumn.of(results);
    Bootstrap bootstrap = new Bootstrap(RESAMPLES, seed);
    List<BoardRow> rows = new ArrayList<>();
    for (BoardColumn column : columns) {
      rows.addAll(timed(column, obstacles, bootstrap));
    }
    if (rows.isEmpty()) {
      throw new LeaderboardException(
          "nothing was timed in %s; expected a design with a time"
              .formatted(String.join(", ", results.stream().map(NamedResult::name).toList())));
    }
    return new Leaderboard(columns, Ranking.of(rows), mixed);
  }

  /** Conditions as a list, of which a long one is cut. */
  private static String listed(List<MixedCondition> obstacles) {
    int shown = Math.min(8, obstacles.size());
    String listed =
        String.join("; ", obstacles.subList(0, shown).stream().map(String::valueOf).toList());
    return shown == obstacles.size()
        ? listed
        : listed + "; and " + (obstacles.size() - shown) + " more";
  }

  private static void requireDistinct(List<NamedResult> results) {
    for (int i = 0; i < results.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (results.get(i).isSameRun(results.get(j))) {
          throw new LeaderboardException(
              "%s and %s hold the same run, of %s; try only one of the two"
                  .formatted(
                      results.get(j).name(),
                      results.get(i).name(),
                      results.get(i).result().date()));
        }
      }
    }
  }

  private static List<BoardRow> timed(
      BoardColumn column, List<MixedCondition> obstacles, Bootstrap bootstrap) {
    OnRuntime runtime = column.runtime();
    Map<String, Timed> byLabel = new LinkedHashMap<>();
    runtime.designs().forEach(design -> byLabel.put(design.design(), design));
    List<BoardRow> rows = new ArrayList<>();
    for (Timed timed : runtime.designs()) {
      String label =
          Objects.requireNonNullElse(timed.baseline(), column.named().result().baseline());
      Optional<Timed> baseline = Optional.ofNullable(byLabel.get(label));
      rows.add(
          new BoardRow(
              column,
              DesignKey.of(column.named().result(), timed),
              timed,
              bootstrap.median(timed.times()),
              label,
              baseline.map(base -> speedup(base.times(), timed.times(), bootstrap)),
              differs(column, timed, obstacles),
              0,
              Standing.ALONE));
    }
    return rows;
  }

  /** Time of the baseline divided by that of the design, from pairs where there are pairs. */
  private static Estimate speedup(Samples above, Samples below, Bootstrap bootstrap) {
    return above.groups().equals(below.groups())
        ? bootstrap.median(above.over(below))
        : new Estimate(
            above.median() / below.median(),
            bootstrap.ratioOfMedians(above.figures(), below.figures()));
  }

  /** In which obstacles a time differs from the first result that has the condition. */
  private static List<String> differs(
      BoardColumn column, Timed timed, List<MixedCondition> obstacles) {
    Map<String, String> values = MixedConditions.of(column.named(), column.runtime());
    MixedConditions.of(column.named(), timed)
        .forEach((name, value) -> values.put(name + " of " + timed.design(), value));
    return obstacles.stream()
        .filter(one -> values.containsKey(one.condition()))
        .filter(one -> !one.first().equals(values.get(one.condition())))
        .map(one -> one.condition() + " " + values.get(one.condition()))
        .toList();
  }
}
