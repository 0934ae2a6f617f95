package convspectrum.api;

import convspectrum.reports.cost.SweepTable;
import convspectrum.reports.table.ResultTable;
import convspectrum.search.work.cost.SweptCosts;
import java.util.List;
import tech.tablesaw.api.Table;

/** What the designs of a model cost: a row for each. */
public final class Counts {
  private final ResultTable table;
  private final long leftOut;

  Counts(SweptCosts costs) {
    this.table = SweepTable.of(costs);
    this.leftOut = costs.misfits();
  }

  /**
   * {@return the rows as a new Tablesaw table, in the order of {@link Model#designs()}, with the
   * columns of {@code convspectrum cost --sweep}: one for each open parameter, then {@code params},
   * {@code macs}, {@code live_params}, {@code live_macs} and {@code flops} as counts, {@code bytes}
   * and {@code peak_activation_bytes} as bytes in single precision}
   */
  public Table table() {
    return table.table();
  }

  /** {@return how many designs have no row because their blocks do not fit each other} */
  public long leftOut() {
    return leftOut;
  }

  /** {@return whole sentences of warning, such as which design was left out and why} */
  public List<String> notes() {
    return table.notes().warnings();
  }
}
