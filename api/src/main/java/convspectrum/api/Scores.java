package convspectrum.api;

import convspectrum.reports.proxy.ProxyTables;
import convspectrum.reports.table.Notes;
import convspectrum.reports.table.ResultTable;
import java.util.List;
import tech.tablesaw.api.Table;

/** Scores of designs: a row for each design and proxy. */
public final class Scores {
  private final List<Score> rows;
  private final String conditions;
  private final ResultTable table;

  Scores(List<Score> rows, String conditions) {
    this.rows = List.copyOf(rows);
    this.conditions = conditions;
    this.table =
        ProxyTables.scores(
            rows.stream()
                .map(row ->
                    new ProxyTables.ModelScore(
                        row.design(),
                        row.proxy(),
                        row.value().orElse(Double.NaN),
                        Double.NaN,
                        row.seconds(),
                        row.reason()))
                .toList(),
            Notes.none());
  }

  /** {@return the rows, design by design, proxies in the order in which they were given} */
  public List<Score> rows() {
    return rows;
  }

  /**
   * {@return the rows as a new Tablesaw table with the columns {@code model}, {@code proxy}, {@code
   * score}, {@code seconds}, {@code undefined} and {@code reason}}
   */
  public Table table() {
    return table.table();
  }

  /** {@return what the scores depend on besides the designs: batch, images, precision, seed} */
  public String conditions() {
    return conditions;
  }
}
