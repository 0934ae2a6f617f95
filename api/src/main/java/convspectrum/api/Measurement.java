package convspectrum.api;

import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.executor.statistics.Interval;
import convspectrum.reports.measure.MeasurementTable;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * The time of a forward pass of one design on one runtime. Intervals hold the true value with a
 * probability of 95 %; two that overlap are no difference, and nothing should be concluded from a
 * figure without one.
 */
public final class Measurement {
  private static final OptionalDouble NONE = OptionalDouble.empty();

  private final MeasurementTable.Row row;
  private final Optional<Estimate> time;
  private final Optional<Estimate> speedup;

  Measurement(MeasurementTable.Row row) {
    this.row = row;
    this.time = row.measurement().map(convspectrum.executor.measure.result.Measurement::time);
    this.speedup =
        row.measurement()
            .flatMap(convspectrum.executor.measure.result.Measurement::speedup)
            .map(Speedup::estimate);
  }

  /** {@return the {@link Design#label()} of the design} */
  public String design() {
    return row.model();
  }

  /** {@return the name of the runtime} */
  public String runtime() {
    return row.run().conditions().runtime();
  }

  /** {@return the version of the runtime} */
  public String runtimeVersion() {
    return row.run().conditions().runtimeVersion();
  }

  /** {@return the type of weights and values: {@code float32} or {@code int8}} */
  public String dataType() {
    return row.run().conditions().dtype();
  }

  /**
   * {@return the ratio of signal to quantisation noise of the outputs in dB, on seeded inputs;
   * empty in single precision, and where the design could not be timed}
   */
  public OptionalDouble sqnrDb() {
    double found =
        row.measurement().map(timed -> row.run().sqnr(timed.design())).orElse(Double.NaN);
    return Double.isNaN(found) ? NONE : OptionalDouble.of(found);
  }

  /**
   * {@return the median time of a pass in milliseconds; empty where the design could not be timed}
   */
  public OptionalDouble medianMs() {
    return number(time, Estimate::value);
  }

  /** {@return the lower end of its interval in milliseconds; empty where there is none} */
  public OptionalDouble lowMs() {
    return end(time, Interval::low);
  }

  /** {@return the upper end of its interval in milliseconds; empty where there is none} */
  public OptionalDouble highMs() {
    return end(time, Interval::high);
  }

  /** {@return the time of the first design divided by that of this one, from paired rounds} */
  public OptionalDouble speedup() {
    return number(speedup, Estimate::value);
  }

  /** {@return the lower end of the interval of the speed-up} */
  public OptionalDouble speedupLow() {
    return end(speedup, Interval::low);
  }

  /** {@return the upper end of the interval of the speed-up} */
  public OptionalDouble speedupHigh() {
    return end(speedup, Interval::high);
  }

  /** {@return why there is no time, or no interval; empty where nothing is to be said} */
  public String note() {
    return row.note();
  }

  /** {@code vector spectrum#segments=8: 7.42 ms [7.4, 7.44]}. */
  @Override
  public String toString() {
    String what = runtime() + " " + design() + ": ";
    String value =
        medianMs().isEmpty()
            ? note()
            : String.format(Locale.ROOT, "%.3g ms", medianMs().getAsDouble());
    return lowMs().isEmpty()
        ? what + value
        : what
            + value
            + String.format(
                Locale.ROOT, " [%.3g, %.3g]", lowMs().getAsDouble(), highMs().orElse(Double.NaN));
  }

  private static OptionalDouble number(
      Optional<Estimate> estimate, ToDoubleFunction<Estimate> part) {
    return estimate.map(one -> OptionalDouble.of(part.applyAsDouble(one))).orElse(NONE);
  }

  private static OptionalDouble end(Optional<Estimate> estimate, ToDoubleFunction<Interval> part) {
    return estimate
        .flatMap(Estimate::interval)
        .map(ends -> OptionalDouble.of(part.applyAsDouble(ends)))
        .orElse(NONE);
  }
}
