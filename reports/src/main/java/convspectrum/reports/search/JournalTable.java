package convspectrum.reports.search;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.journal.Journal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a journal holds. */
public final class JournalTable {
  /** How the identities of proxies begin. */
  private static final String PROXY = "proxy ";

  private JournalTable() {}

  /** The searches that used it. */
  public static ResultTable runs(Journal journal) {
    return new ResultTable(
        "searches",
        "Searches",
        new Columns<>(journal.runs())
            .text(
                "search",
                Journal.Run::command,
                ColumnDescription.text(
                    "Search",
                    "Spec, objectives, constraints, strategy, seed and fixed parameters."))
            .count(
                "evaluated",
                Journal.Run::evaluated,
                ColumnDescription.exact("Evaluated", "Designs evaluated so far."))
            .text(
                "budget",
                run -> run.budget() == Long.MAX_VALUE ? "all" : Long.toString(run.budget()),
                ColumnDescription.text("Budget", "Designs to evaluate at most."))
            .list(),
        notes(journal));
  }

  private record Held(String figure, long evaluations, long failed) {}

  /** The number of evaluations of each figure. */
  public static ResultTable figures(Journal journal) {
    Map<String, List<Journal.Row>> byFigure =
        journal.rows().stream()
            .collect(Collectors.groupingBy(Journal.Row::figure, TreeMap::new, Collectors.toList()));
    List<Held> held =
        byFigure.entrySet().stream()
            .map(entry ->
                new Held(
                    entry.getKey(),
                    entry.getValue().size(),
                    entry.getValue().stream()
                        .filter(row -> row.evaluation().number().isEmpty())
                        .count()))
            .toList();
    return new ResultTable(
        "figures",
        "Figures",
        new Columns<>(held)
            .text(
                "figure",
                Held::figure,
                ColumnDescription.text(
                    "Figure", "What was evaluated, with all that it depends on."))
            .count(
                "evaluations",
                Held::evaluations,
                ColumnDescription.exact("Evaluations", "How many are kept."))
            .count("failed", Held::failed, ColumnDescription.exact("Failed", "Without a number."))
            .list(),
        notes(journal));
  }

  /**
   * All evaluations, or those of some figures.
   *
   * @param figure the beginning of their names, or of what follows {@code proxy} in them; empty for
   *     all
   * @throws IllegalArgumentException where the journal has none of this name, with those it has
   */
  public static ResultTable rows(Journal journal, String figure) {
    List<Journal.Row> all = journal.rows();
    List<Journal.Row> rows = all.stream().filter(row -> isOf(figure, row.figure())).toList();
    if (rows.isEmpty() && !figure.isEmpty()) {
      throw new IllegalArgumentException(
          "no evaluation of '%s'; there are: %s"
              .formatted(
                  figure,
                  all.stream()
                      .map(Journal.Row::figure)
                      .distinct()
                      .collect(Collectors.joining("; "))));
    }
    return new ResultTable(
        "evaluations",
        "Evaluations",
        new Columns<>(rows)
            .text(
                "figure",
                Journal.Row::figure,
                ColumnDescription.text(
                    "Figure", "What was evaluated, with all that it depends on."))
            .text(
                "key",
                Journal.Row::key,
                ColumnDescription.text("Key", "The graph or design that was evaluated."))
            .real(
                "value",
                row -> row.evaluation().orNaN(),
                ColumnDescription.significant(
                    "Value",
                    8,
                    "What was found; missing where there is none, and the note says why."))
            .text(
                "note",
                row -> row.evaluation().note(),
                ColumnDescription.text(
                    "Note", "Why a figure is missing, or what is to be said of it."))
            .list(),
        notes(journal));
  }

  private static boolean isOf(String wanted, String figure) {
    String name = figure.startsWith(PROXY) ? figure.substring(PROXY.length()) : figure;
    return figure.startsWith(wanted) || name.startsWith(wanted);
  }

  private static Notes notes(Journal journal) {
    Notes notes = Notes.none();
    for (Map.Entry<String, String> fact : journal.facts().entrySet()) {
      notes = notes.with(fact.getKey(), fact.getValue());
    }
    return notes;
  }
}
