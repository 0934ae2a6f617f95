package convspectrum.reports.table;

import convspectrum.executor.statistics.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;

/**
 * The columns of a table over rows of one type, in the order in which they are added.
 *
 * {@snippet :
 * List<ResultColumn> columns =
 *     new Columns<>(models)
 *         .text("model", Model::name, ColumnDescription.text("Model", ""))
 *         .count("params", Model::params, ColumnDescription.count("Params", "Learned."))
 *         .list();
 * }
 *
 * @param <R> what a row is
 */
public final class Columns<R> {
  /** The level of confidence intervals, unless another one is given. */
  private static final int PERCENT = 95;

  private final List<R> rows;
  private final List<ResultColumn> columns = new ArrayList<>();

  /** Starts without columns, over these rows. */
  public Columns(List<R> rows) {
    this.rows = List.copyOf(rows);
  }

  /** A column of texts; empty ones are missing. One that no row has is shown to machines alone. */
  public Columns<R> text(
      String name, Function<? super R, String> text, ColumnDescription description) {
    StringColumn column = StringColumn.create(name);
    rows.forEach(row -> column.append(text.apply(row)));
    boolean blank = column.countMissing() == rows.size();
    columns.add(new ResultColumn(column, blank ? description.asDetail() : description));
    return this;
  }

  /** A column of yes or no. */
  public Columns<R> flag(String name, Predicate<? super R> flag, ColumnDescription description) {
    BooleanColumn column = BooleanColumn.create(name);
    rows.forEach(row -> column.append(flag.test(row)));
    columns.add(new ResultColumn(column, description));
    return this;
  }

  /** A column of exact integers. */
  public Columns<R> count(
      String name, ToLongFunction<? super R> count, ColumnDescription description) {
    LongColumn column = LongColumn.create(name);
    rows.forEach(row -> column.append(count.applyAsLong(row)));
    columns.add(new ResultColumn(column, description));
    return this;
  }

  /** A column of exact integers, of which some are missing. */
  public Columns<R> partialCount(
      String name, Function<? super R, OptionalLong> count, ColumnDescription description) {
    LongColumn column = LongColumn.create(name);
    rows.forEach(row -> count.apply(row).ifPresentOrElse(column::append, column::appendMissing));
    columns.add(new ResultColumn(column, description));
    return this;
  }

  /** A column of numbers; NaN is missing. */
  public Columns<R> real(
      String name, ToDoubleFunction<? super R> real, ColumnDescription description) {
    columns.add(reals(name, real, description));
    return this;
  }

  /**
   * Three columns that people read as one: a figure and the ends of its confidence interval, named
   * {@code low} and {@code high}.
   */
  public Columns<R> interval(
      String name,
      String low,
      String high,
      Function<? super R, Bounded> figure,
      ColumnDescription description) {
    return interval(name, low, high, figure, description, PERCENT);
  }

  /**
   * The same of an interval of another level.
   *
   * @param percent of cases in which such intervals hold the truth
   */
  public Columns<R> interval(
      String name,
      String low,
      String high,
      Function<? super R, Bounded> figure,
      ColumnDescription description,
      int percent) {
    columns.add(reals(name, row -> figure.apply(row).value(), description).withInterval(low, high));
    columns.add(
        reals(low, row -> figure.apply(row).low(), end(description, "Lower", " low", percent)));
    columns.add(
        reals(high, row -> figure.apply(row).high(), end(description, "Upper", " high", percent)));
    return this;
  }

  /** The same, whose ends are named {@code NAME_low} and {@code NAME_high}. */
  public Columns<R> interval(
      String name, Function<? super R, Bounded> figure, ColumnDescription description) {
    return interval(name, name + "_low", name + "_high", figure, description);
  }

  /** The same of an interval of another level. */
  public Columns<R> interval(
      String name,
      Function<? super R, Bounded> figure,
      ColumnDescription description,
      int percent) {
    return interval(name, name + "_low", name + "_high", figure, description, percent);
  }

  /**
   * A figure and its confidence interval.
   *
   * @param value NaN where there is none
   * @param low NaN where there is none
   * @param high NaN where there is none
   */
  public record Bounded(double value, double low, double high) {
    /** No figure and no interval. */
    public static final Bounded NONE = new Bounded(Double.NaN, Double.NaN, Double.NaN);

    /** An estimate. */
    public static Bounded of(Estimate estimate) {
      return new Bounded(estimate.value(), estimate.low(), estimate.high());
    }

    /** An estimate, where there is one. */
    public static Bounded of(Optional<Estimate> estimate) {
      return estimate.map(Bounded::of).orElse(NONE);
    }
  }

  /** A column made elsewhere, of as many rows. */
  public Columns<R> column(ResultColumn column) {
    columns.add(column);
    return this;
  }

  /** What was added, in order. */
  public List<ResultColumn> list() {
    return List.copyOf(columns);
  }

  private ResultColumn reals(
      String name, ToDoubleFunction<? super R> real, ColumnDescription description) {
    DoubleColumn column = DoubleColumn.create(name);
    rows.forEach(row -> column.append(real.applyAsDouble(row)));
    return new ResultColumn(column, description);
  }

  private static ColumnDescription end(
      ColumnDescription description, String end, String which, int percent) {
    return ColumnDescription.number(
        description.heading() + which,
        description.unit(),
        description.notation(),
        end
            + " end of the "
            + percent
            + " % interval of '"
            + description.heading()
            + "'; none where the figures are too few for one.");
  }
}
