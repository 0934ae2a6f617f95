package convspectrum.executor.statistics;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * An estimated figure.
 *
 * @param value the most likely value
 * @param interval its 95 % interval; none where there are fewer than {@value Bootstrap#FEWEST}
 *     figures, and then nothing should be said about the value
 */
public record Estimate(double value, Optional<Interval> interval) {
  /** A value whose interval is known. */
  public static Estimate of(double value, Interval interval) {
    return new Estimate(value, Optional.of(interval));
  }

  /** Lower end of the interval; NaN where there is none. */
  public double low() {
    return end(Interval::low);
  }

  /** Upper end of the interval; NaN where there is none. */
  public double high() {
    return end(Interval::high);
  }

  /** Half the width of the interval over its middle; infinite where there is none. */
  public double relativeHalfWidth() {
    return interval.map(Interval::relativeHalfWidth).orElse(Double.POSITIVE_INFINITY);
  }

  private double end(ToDoubleFunction<Interval> end) {
    return interval.map(end::applyAsDouble).orElse(Double.NaN);
  }
}
