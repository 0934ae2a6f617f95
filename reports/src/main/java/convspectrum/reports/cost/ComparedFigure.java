package convspectrum.reports.cost;

import convspectrum.reports.table.ColumnDescription;
import convspectrum.reports.table.Columns;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A figure of several networks as three columns: itself, what it is above that of the first
 * network, and how many times that of the first.
 *
 * @param name of the first column; {@code _difference} and {@code _ratio} are put behind it
 * @param own of a row
 * @param first that of the first network; none where the row is the first network itself
 * @param description of the first column; where that is detail, all are
 */
record ComparedFigure<R>(
    String name,
    ToLongFunction<R> own,
    Function<R, OptionalLong> first,
    ColumnDescription description) {

  /** Adds the three columns. */
  void addTo(Columns<R> columns) {
    addTo(columns, description.detail());
  }

  /** Adds all three, the difference for machines alone. */
  void addBrieflyTo(Columns<R> columns) {
    addTo(columns, true);
  }

  private void addTo(Columns<R> columns, boolean detail) {
    ColumnDescription difference =
        new ColumnDescription(
            "Δ " + description.heading(),
            description.unit(),
            description.notation(),
            description.meaning() + " Less those of the first; none for the first itself.",
            description.alignment(),
            detail,
            ColumnDescription.Better.NEITHER);
    ColumnDescription ratio =
        ColumnDescription.ratio(
            description.heading() + " ×", description.meaning() + " Relative to the first.");
    columns
        .count(name, own, description)
        .partialCount(name + "_difference", this::difference, difference)
        .real(name + "_ratio", this::ratio, description.detail() ? ratio.asDetail() : ratio);
  }

  private OptionalLong difference(R row) {
    OptionalLong base = first.apply(row);
    return base.isEmpty()
        ? base
        : OptionalLong.of(Math.subtractExact(own.applyAsLong(row), base.getAsLong()));
  }

  /** There is no ratio where the first network has none of the figure. */
  private double ratio(R row) {
    long base = first.apply(row).orElse(own.applyAsLong(row));
    return base == 0 ? Double.NaN : (double) own.applyAsLong(row) / base;
  }
}
