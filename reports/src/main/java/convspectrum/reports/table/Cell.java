package convspectrum.reports.table;

import java.util.Comparator;
import java.util.OptionalDouble;

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

  /** Orders the cells of one column by what they hold; those that hold nothing are equal. */
  Comparator<Cell> ORDER =
      (a, b) ->
          switch (a) {
            case Text(String value) when b instanceof Text(String other) -> value.compareTo(other);
            case Count(long value) when b instanceof Count(long other) ->
                Long.compare(value, other);
            case Real(double value) when b instanceof Real(double other) ->
                Double.compare(value, other);
            case Flag(boolean value) when b instanceof Flag(boolean other) ->
                Boolean.compare(value, other);
            case Missing _, Text _, Count _, Real _, Flag _ -> 0;
          };

  /** What it holds, if that is a finite number. */
  default OptionalDouble number() {
    return switch (this) {
      case Count(long value) -> OptionalDouble.of((double) value);
      case Real(double value) when Double.isFinite(value) -> OptionalDouble.of(value);
      case Real _, Missing _, Text _, Flag _ -> OptionalDouble.empty();
    };
  }

  /** What it holds, as a text; empty where it holds nothing. */
  default String text() {
    return switch (this) {
      case Text(String text) -> text;
      case Count(long value) -> Long.toString(value);
      case Real(double value) -> Double.toString(value);
      case Flag(boolean value) -> Boolean.toString(value);
      case Missing _ -> "";
    };
  }
}
