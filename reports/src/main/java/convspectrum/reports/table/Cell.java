package convspectrum.reports.table;

/** One exact value of a table. */
public sealed interface Cell {
  /** There is none: a blank in CSV, {@code null} in JSON, a dash for a person. */
  record Missing() implements Cell {}

  /** Text as it was given, hostile or not; each view escapes it in its own way. */
  record Text(String value) implements Cell {}

  /** An exact integer. */
  record Count(long value) implements Cell {}

  /** A real number, possibly infinite, never NaN: that is {@link Missing}. */
  record Real(double value) implements Cell {
    /** Refuses NaN. */
    public Real {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("NaN is a missing cell");
      }
    }
  }

  /** Yes or no. */
  record Flag(boolean value) implements Cell {}
}
