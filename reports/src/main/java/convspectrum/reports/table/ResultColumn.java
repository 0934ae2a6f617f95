package convspectrum.reports.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw column and what it means.
 *
 * @param values strings, longs, ints, doubles or booleans; its name is the stable one that machines
 *     read
 * @param description for people
 * @param interval the two columns that hold the ends of its confidence interval; people then read
 *     the three as one
 */
public record ResultColumn(
    Column<?> values, ColumnDescription description, Optional<Interval> interval) {

  /**
   * The names of the columns that hold the ends of a confidence interval.
   *
   * @param low its lower end
   * @param high its upper end
   */
  public record Interval(String low, String high) {}

  /** Refuses columns of types that no view knows. */
  public ResultColumn {
    if (!(values instanceof StringColumn
        || values instanceof LongColumn
        || values instanceof IntColumn
        || values instanceof DoubleColumn
        || values instanceof BooleanColumn)) {
      throw new IllegalArgumentException(
          "column "
              + values.name()
              + ": got type "
              + values.type().name()
              + ", wanted string, long, integer, double or boolean");
    }
    if (values.name().isBlank()) {
      throw new IllegalArgumentException("a column has no name");
    }
  }

  /** A column without an interval. */
  public ResultColumn(Column<?> values, ColumnDescription description) {
    this(values, description, Optional.empty());
  }

  /** The same column, whose interval lies in the columns of these names. */
  public ResultColumn withInterval(String low, String high) {
    return new ResultColumn(values, description, Optional.of(new Interval(low, high)));
  }

  /** The same column, left out where room is short. */
  public ResultColumn asDetail() {
    return new ResultColumn(values, description.asDetail(), interval);
  }

  /** What the cells hold. */
  enum Kind {
    /** Texts. */
    TEXT,
    /** Whole or real numbers. */
    NUMBER,
    /** Yes or no. */
    FLAG
  }

  /** What its cells hold. */
  Kind kind() {
    return values instanceof StringColumn
        ? Kind.TEXT
        : values instanceof BooleanColumn ? Kind.FLAG : Kind.NUMBER;
  }

  /**
   * The same column among others of these names, for people too: without its interval where an end
   * of that is not among them.
   */
  ResultColumn among(Set<String> names) {
    return new ResultColumn(
        values,
        description.asShown(),
        interval.filter(ends -> names.contains(ends.low()) && names.contains(ends.high())));
  }

  /** The stable name. */
  public String name() {
    return values.name();
  }

  /** Whether its cells are texts. */
  public boolean isText() {
    return kind() == Kind.TEXT;
  }

  /** What JSON holds: string, integer, number, boolean, shape or shapes. */
  public String jsonType() {
    return switch (description.notation()) {
      case Notation.Shape() -> "shape";
      case Notation.Shapes() -> "shapes";
      default ->
          switch (values) {
            case StringColumn _ -> "string";
            case DoubleColumn _ -> "number";
            case BooleanColumn _ -> "boolean";
            default -> "integer";
          };
    };
  }

  /** The exact value in a row, counted from 0. */
  public Cell cell(int row) {
    if (values.isMissing(row)) {
      return new Cell.Missing();
    }
    return switch (values) {
      case StringColumn texts -> new Cell.Text(texts.get(row));
      case LongColumn counts -> new Cell.Count(counts.getLong(row));
      case IntColumn counts -> new Cell.Count(counts.getInt(row));
      case DoubleColumn reals -> new Cell.Real(reals.getDouble(row));
      case BooleanColumn flags -> new Cell.Flag(flags.get(row));
      default -> throw new AssertionError(values.type());
    };
  }

  /** All exact values, in order. */
  public List<Cell> cells() {
    return IntStream.range(0, values.size()).mapToObj(this::cell).toList();
  }
}
