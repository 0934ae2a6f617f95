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

  /** The estimate divided by an exact number above 0. */
  public Estimate over(double exact) {
    return new Estimate(
        value / exact, interval.map(ends -> new Interval(ends.low() / exact, ends.high() / exact)));
  }

  /** Its reciprocal; the value is above 0. */
  public Estimate reciprocal() {
    return new Estimate(
        1 / value, interval.map(ends -> new Interval(1 / ends.high(), 1 / ends.low())));
  }

  /** Whether the value is, as a speed-up, surely above or below 1. */
  public Verdict verdict() {
    return Verdict.of(interval);
  }

  private double end(ToDoubleFunction<Interval> end) {
    return interval.map(end::applyAsDouble).orElse(Double.NaN);
  }
}
