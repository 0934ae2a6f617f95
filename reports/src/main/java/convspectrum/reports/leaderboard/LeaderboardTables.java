package convspectrum.reports.leaderboard;

import convspectrum.reports.json.Details;
import convspectrum.reports.json.JsonResult;
import convspectrum.reports.json.ResultKind;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Columns.Bounded;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.leaderboard.BoardColumn;
import convspectrum.search.leaderboard.BoardRow;
import convspectrum.search.leaderboard.Leaderboard;
import convspectrum.search.leaderboard.MixedCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The tables of a leaderboard. */
public final class LeaderboardTables {
  private final Leaderboard board;

  /** The tables of this one. */
  public LeaderboardTables(Leaderboard board) {
    this.board = board;
  }

  /** The table {@code times}: a row for each time, those of a design together. */
  public ResultTable times() {
    Columns<BoardRow> columns =
        new Columns<>(board.rows())
            .text(
                "design",
                row -> row.timed().design(),
                ColumnDescription.text("Design", "The design or reference."))
            .text(
                "spec",
                row -> row.column().named().result().spec(),
                ColumnDescription.text("Spec", "Name of the spec."))
            .text(
                "parameters",
                row -> words(row.timed().parameters()),
                ColumnDescription.text(
                        "Parameters",
                        "What is chosen for each parameter of the spec; none of references.")
                    .asDetail())
            .text(
                "machine",
                row -> row.column().machine(),
                ColumnDescription.text("Machine", "The machine that it was timed on."))
            .text(
                "runtime",
                row -> row.column().runtime().runtime(),
                ColumnDescription.text("Runtime", "The runtime."))
            .text(
                "dtype",
                row -> row.column().runtime().dtype(),
                ColumnDescription.text("Type", "Data type of weights and values."))
            .count(
                "threads",
                row -> row.column().runtime().threads(),
                ColumnDescription.exact("Threads", "Threads inside a pass."))
            .interval(
                "ms",
                "low_ms",
                "high_ms",
                row -> Bounded.of(row.time()),
                ColumnDescription.milliseconds(
                        "Time", "Median time of a forward pass with its 95 % interval.")
                    .lowerIsBetter())
            .interval(
                "speedup",
                row -> Bounded.of(row.speedup()),
                ColumnDescription.ratio(
                    "×",
                    "Time of the baseline of the same column divided by that of the design, with its 95 % interval; none where the baseline was not timed."))
            .text(
                "baseline",
                BoardRow::baseline,
                ColumnDescription.text("Baseline", "What the speed-up is relative to.").asDetail())
            .partialCount(
                "rank",
                row -> row.rank() == 0 ? OptionalLong.empty() : OptionalLong.of(row.rank()),
                ColumnDescription.exact(
                    "Rank",
                    "1 and the number of designs of the same machine and runtime that are surely faster; none where the time has no interval."))
            .text(
                "standing",
                row -> row.standing().toString(),
                ColumnDescription.text(
                    "Elsewhere",
                    "`fastest` where its interval is below those of the same design in all other columns, `slower` where another one is below it, else `cannot tell`; `only one` where the design was timed nowhere else."))
            .text(
                "differs",
                row -> String.join("; ", row.differs()),
                ColumnDescription.text(
                    "Differs in",
                    "Conditions in which it differs from the first result, so that times are not comparable; empty where there are none."))
            .text(
                "file",
                row -> row.column().named().name(),
                ColumnDescription.text("File", "The result that it comes from.").asDetail());
    return new ResultTable("times", "Times", columns.list(), notes());
  }

  /** The table {@code columns}: a row for each machine and runtime. */
  public ResultTable columns() {
    return ColumnsTable.of(board.columns());
  }

  /** The table {@code differences}: conditions that are not the same in all results. */
  public ResultTable differences() {
    Columns<MixedCondition> columns =
        new Columns<>(board.mixed())
            .text(
                "condition",
                MixedCondition::condition,
                ColumnDescription.text("Differs in", "The condition in which results differ."))
            .text(
                "values",
                MixedCondition::words,
                ColumnDescription.text("Values", "Its values, with the results that have them."))
            .text(
                "comparable",
                one -> one.obstacle() ? "no" : "yes",
                ColumnDescription.text(
                    "Comparable", "Whether results that differ in it may be compared."));
    return new ResultTable(
        "differences", "How the results were measured", columns.list(), Notes.none());
  }

  /** What came out, in sentences, the answer first. */
  public List<String> summary() {
    return new LeaderboardSentences(board).all();
  }

  /** All of them for JSON. */
  public JsonResult json() {
    return JsonResult.of(ResultKind.LEADERBOARD, times(), columns(), differences())
        .withSummary(summary())
        .with(
            new Details.Leaderboard(
                files(), board.mixed().stream().anyMatch(MixedCondition::obstacle)));
  }

  private List<String> files() {
    return board.columns().stream().map(column -> column.named().name()).distinct().toList();
  }

  private Notes notes() {
    Notes notes = Notes.none();
    for (String warning : warnings()) {
      notes = notes.withWarning(warning);
    }
    return notes;
  }

  /** What nobody should miss. */
  List<String> warnings() {
    List<String> warnings =
        board.mixed().stream()
            .filter(MixedCondition::obstacle)
            .map(one -> "Not comparable: " + one + ".")
            .collect(Collectors.toCollection(ArrayList::new));
    for (BoardColumn column : board.columns()) {
      if (column.runtime().partial()) {
        warnings.add(column.label() + ": was interrupted.");
      }
      if (column.runtime().noise().contains("noisy")) {
        warnings.add(column.label() + ": " + column.runtime().noise());
      }
    }
    return warnings;
  }

  private static String words(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue())
        .collect(Collectors.joining(", "));
  }
}
