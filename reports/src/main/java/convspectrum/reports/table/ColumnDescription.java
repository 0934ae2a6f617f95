package convspectrum.reports.table;

/**
 * What a column means and how a person reads it.
 *
 * @param heading for a person, short
 * @param unit {@code ms}, {@code B}, or empty
 * @param notation of its numbers
 * @param meaning one sentence; empty where the heading says it all
 * @param alignment of its cells
 * @param detail whether it is left out where room is short, on a console and in Markdown
 * @param better which of its values is the best one, where rows are rivals
 */
public record ColumnDescription(
    String heading,
    String unit,
    Notation notation,
    String meaning,
    Alignment alignment,
    boolean detail,
    Better better) {

  /** Which value of a column is the best. */
  public enum Better {
    /** The smallest: a cost, a time. */
    LOWER,
    /** The largest: an accuracy, a speed-up. */
    HIGHER,
    /** None is better than another. */
    NEITHER
  }

  /** A text, or the value of a parameter. */
  public static ColumnDescription text(String heading, String meaning) {
    return new ColumnDescription(
        heading, "", new Notation.Plain(), meaning, Alignment.START, false, Better.NEITHER);
  }

  /** A shape, such as {@code 1x728x19x19}. */
  public static ColumnDescription shape(String heading, String meaning) {
    return new ColumnDescription(
        heading, "", new Notation.Shape(), meaning, Alignment.START, false, Better.NEITHER);
  }

  /** Shapes by commas. */
  public static ColumnDescription shapes(String heading, String meaning) {
    return new ColumnDescription(
        heading, "", new Notation.Shapes(), meaning, Alignment.START, false, Better.NEITHER);
  }

  /** A number as it is, such as the value of a parameter. */
  public static ColumnDescription plain(String heading, String meaning) {
    return number(heading, "", new Notation.Plain(), meaning);
  }

  /** An exact integer, all digits shown. */
  public static ColumnDescription exact(String heading, String meaning) {
    return number(heading, "", new Notation.Exact(), meaning);
  }

  /** An exact integer that people read as {@code 1.391 G}. */
  public static ColumnDescription count(String heading, String meaning) {
    return number(heading, "", new Notation.Scaled(4), meaning);
  }

  /** Bytes, read as {@code 12.62 MB}; 1 MB is 10^6 bytes. */
  public static ColumnDescription bytes(String heading, String meaning) {
    return number(heading, "B", new Notation.Scaled(4), meaning);
  }

  /** A time in milliseconds, to three digits of the shortest. */
  public static ColumnDescription milliseconds(String heading, String meaning) {
    return number(heading, "ms", new Notation.Aligned(3, 4), meaning);
  }

  /** A ratio to two decimals, such as a speed-up. */
  public static ColumnDescription ratio(String heading, String meaning) {
    return number(heading, "", new Notation.Fixed(2), meaning);
  }

  /** A share that people read as a percentage. */
  public static ColumnDescription percent(String heading, String meaning) {
    return number(heading, "", new Notation.Percent(0), meaning);
  }

  /** A published accuracy, in percent: to a decimal, as papers print it. */
  public static ColumnDescription accuracy(String heading, String meaning) {
    return number(heading, "%", new Notation.Fixed(1), meaning);
  }

  /** A number of unknown size, such as a proxy's score. */
  public static ColumnDescription significant(String heading, int digits, String meaning) {
    return number(heading, "", new Notation.Significant(digits), meaning);
  }

  /** A number in a unit and a notation. */
  public static ColumnDescription number(
      String heading, String unit, Notation notation, String meaning) {
    return new ColumnDescription(
        heading, unit, notation, meaning, Alignment.END, false, Better.NEITHER);
  }

  /** The same, left out where room is short. */
  public ColumnDescription asDetail() {
    return new ColumnDescription(heading, unit, notation, meaning, alignment, true, better);
  }

  /** The same, shown everywhere. */
  ColumnDescription asShown() {
    return new ColumnDescription(heading, unit, notation, meaning, alignment, false, better);
  }

  /** The same, of rows that are rivals: the smallest value is the best. */
  public ColumnDescription lowerIsBetter() {
    return new ColumnDescription(heading, unit, notation, meaning, alignment, detail, Better.LOWER);
  }

  /** The same, of rows that are rivals: the largest value is the best. */
  public ColumnDescription higherIsBetter() {
    return new ColumnDescription(
        heading, unit, notation, meaning, alignment, detail, Better.HIGHER);
  }

  /** The heading with its unit, unless the cells carry it. */
  public String headingWithUnit() {
    return unit.isEmpty() || notation instanceof Notation.Scaled
        ? heading
        : heading + " (" + unit + ")";
  }
}
