package convspectrum.api;

import convspectrum.reports.search.SearchReport;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.run.SearchResult;
import java.util.List;
import tech.tablesaw.api.Table;

/** What a search ends with: the designs that no evaluated design beats in every objective. */
public final class Front {
  private final List<Design> designs;
  private final long evaluated;
  private final boolean interrupted;
  private final ResultTable table;
  private final List<String> summary;

  Front(SpecModel space, SearchResult result, SearchReport report) {
    this.designs = result.best().stream().map(found -> space.design(found.design())).toList();
    this.evaluated = result.evaluated();
    this.interrupted = result.interrupted();
    this.table = report.front();
    this.summary = List.copyOf(report.summary());
  }

  /**
   * {@return the designs, by the first objective, the best first; none where an objective is
   * undefined for every design, of which the {@link #summary()} says why}
   */
  public List<Design> designs() {
    return designs;
  }

  /**
   * {@return the same as a new Tablesaw table: parameters, objectives and constraints in columns,
   * with the names and units of {@code convspectrum search}}
   */
  public Table table() {
    return table.table();
  }

  /** {@return how many designs were evaluated} */
  public long evaluated() {
    return evaluated;
  }

  /** {@return whether the search ended before its time} */
  public boolean isInterrupted() {
    return interrupted;
  }

  /** {@return what came out, a sentence each} */
  public List<String> summary() {
    return summary;
  }
}
