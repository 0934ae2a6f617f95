package convspectrum.search.figure;

import convspectrum.search.condition.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * An inclusive bound on a figure.
 *
 * @param figure the number
 * @param direction {@code MIN} for an upper bound
 * @param bound finite, in the unit of the figure
 * @param text as the user wrote it
 */
public record Constraint(Figure figure, Direction direction, double bound, String text) {
  public Constraint {
    if (!Double.isFinite(bound)) {
      throw new IllegalArgumentException(text + ": the bound is not finite");
    }
  }

  /**
   * The violation by a value, relative to the bound (absolute for a bound of 0): 0 if the value
   * keeps the bound, infinite if there is no value.
   */
  public double violation(double value) {
    if (!Double.isFinite(value)) {
      return Double.POSITIVE_INFINITY;
    }
    double excess = direction == Direction.MIN ? value - bound : bound - value;
    return excess <= 0 ? 0 : excess / (bound == 0 ? 1 : Math.abs(bound));
  }

  /** The one of two values that is nearer to keeping the bound, or keeps it by more. */
  public double nearer(double a, double b) {
    return direction == Direction.MIN ? Math.min(a, b) : Math.max(a, b);
  }

  /**
   * The bound, as a user would write it, that a value just keeps: {@code macs<=194M} for
   * 193,699,968.
   */
  public String keptBy(double value) {
    RoundingMode outwards = direction == Direction.MIN ? RoundingMode.CEILING : RoundingMode.FLOOR;
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, outwards));
    return figure.name() + (direction == Direction.MIN ? "<=" : ">=") + Quantity.write(rounded);
  }

  /**
   * What a bound would have to be: {@code the least macs that is possible is 1,234,567; try
   * 'macs<=1.24M'}.
   *
   * @param where of which designs, such as {@code that is possible}
   * @param value the value of these that is nearest to keeping the bound
   */
  public String extreme(String where, double value) {
    return "the %s %s %s is %s; try '%s'"
        .formatted(
            direction == Direction.MIN ? "least" : "most",
            figure.name(),
            where,
            new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(value),
            keptBy(value));
  }

  /** {@code params <= 5000000}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s %s %s", figure.name(), direction == Direction.MIN ? "<=" : ">=", bound);
  }
}
