package convspectrum.reports.cost;

import convspectrum.costmodel.Cost;
import convspectrum.costmodel.NetworkCost;
import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Parameters and MACs of what lies on a path from the input to the output, as two columns. They are
 * shown where they differ from all parameters or MACs in some row; else they are for programs
 * alone.
 */
public final class LiveColumns {
  /** The usual name of the column of parameters. */
  public static final String PARAMS = "live_params";

  /** The usual name of the column of MACs. */
  public static final String MACS = "live_macs";

  private LiveColumns() {}

  /**
   * Adds both columns.
   *
   * @param rows those of {@code columns}
   * @param cost of a row
   * @param params name of the column of parameters
   * @param macs name of the column of MACs
   */
  public static <R> void addTo(
      Columns<R> columns, List<R> rows, Function<R, NetworkCost> cost, String params, String macs) {
    Map<R, Cost> live = new IdentityHashMap<>();
    boolean differ = false;
    for (R row : rows) {
      NetworkCost whole = cost.apply(row);
      Cost own = whole.live();
      differ |= differs(whole, own);
      live.put(row, own);
    }
    columns
        .count(
            params,
            row -> live.getOrDefault(row, Cost.ZERO).params(),
            shown(
                differ,
                ColumnDescription.count(
                    "Live params", "Parameters on a path from the input to the output.")))
        .count(
            macs,
            row -> live.getOrDefault(row, Cost.ZERO).macs(),
            shown(
                differ,
                ColumnDescription.count(
                    "Live MACs", "Multiply-accumulates on a path from the input to the output.")));
  }

  /** Whether a network has nodes that make no difference, but count. */
  static boolean differs(NetworkCost whole, Cost live) {
    return live.params() != whole.total().params() || live.macs() != whole.total().macs();
  }

  private static ColumnDescription shown(boolean differ, ColumnDescription description) {
    return differ ? description.lowerIsBetter() : description.lowerIsBetter().asDetail();
  }
}
