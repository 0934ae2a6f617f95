package convspectrum.reports.search;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.benchmark.StrategyBenchmark;
import convspectrum.search.benchmark.StrategyBenchmark.Row;
import java.util.List;

/** How strategies do on a table of known results. */
public final class BenchmarkTable {
  private BenchmarkTable() {}

  /** The table {@code strategies}: a row each. */
  public static ResultTable of(StrategyBenchmark benchmark, List<Row> rows, Notes notes) {
    Columns<Row> columns =
        new Columns<>(rows)
            .text(
                "strategy",
                row -> row.blind() ? row.strategy() + ", blind to costs" : row.strategy(),
                ColumnDescription.text("Strategy", "The strategy."));
    List<Integer> budgets = benchmark.budgets();
    for (int i = 0; i < budgets.size(); i++) {
      int at = i;
      columns.real(
          "hv_" + budgets.get(i),
          row -> row.hypervolumes().get(at),
          ColumnDescription.significant(
              "HV " + budgets.get(i), 5, "Normalised hypervolume, mean over the seeds."));
    }
    for (int i = 0; i < budgets.size(); i++) {
      int at = i;
      columns.real(
          "regret_" + budgets.get(i),
          row -> row.regrets().get(at),
          ColumnDescription.significant(
              "Regret " + budgets.get(i),
              4,
              "Of the first objective, searched for alone; mean over the seeds."));
    }
    columns.real(
        "overhead_ms",
        Row::milliseconds,
        ColumnDescription.milliseconds(
            "Overhead", "What the strategy itself took for the largest budget, warm."));
    return new ResultTable("strategies", "Strategies on known results", columns.list(), notes);
  }
}
