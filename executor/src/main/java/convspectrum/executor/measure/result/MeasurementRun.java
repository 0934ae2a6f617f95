package convspectrum.executor.measure.result;

import convspectrum.executor.measure.protocol.Protocol;
import convspectrum.executor.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of all designs measured on one runtime.
 *
 * @param conditions runtime, threads, machine, date
 * @param protocol rules of the measurement
 * @param outcomes one per design, in the order given
 * @param noise noise of the run
 * @param rounds number of complete rounds, summed over batches
 * @param batches groups of designs that were alive together; more than one if memory is short
 * @param partial whether it was interrupted before its end
 * @param missingSeconds about how much larger the budget must be for intervals; 0 where there are
 *     some
 * @param notes remarks for the reader, as sentences
 * @param sqnr by the label of a design, the signal-to-quantisation-noise ratio of its outputs in
 *     dB; empty where the runtime computes with real numbers
 */
public record MeasurementRun(
    Conditions conditions,
    Protocol protocol,
    List<Outcome> outcomes,
    NoiseReport noise,
    int rounds,
    int batches,
    boolean partial,
    double missingSeconds,
    List<String> notes,
    Map<String, Double> sqnr) {
  public MeasurementRun {
    outcomes = List.copyOf(outcomes);
    notes = List.copyOf(notes);
    sqnr = Map.copyOf(sqnr);
  }

  /** The results of a runtime that computes with real numbers. */
  public MeasurementRun(
      Conditions conditions,
      Protocol protocol,
      List<Outcome> outcomes,
      NoiseReport noise,
      int rounds,
      int batches,
      boolean partial,
      double missingSeconds,
      List<String> notes) {
    this(
        conditions,
        protocol,
        outcomes,
        noise,
        rounds,
        batches,
        partial,
        missingSeconds,
        notes,
        Map.of());
  }

  /** The same of a runtime that computes with integers: their error, and more remarks. */
  public MeasurementRun quantised(Map<String, Double> ratios, List<String> remarks) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(remarks);
    return new MeasurementRun(
        conditions,
        protocol,
        outcomes,
        noise,
        rounds,
        batches,
        partial,
        missingSeconds,
        all,
        ratios);
  }

  /** Whether the runtime computes with integers, whose error is to be shown. */
  public boolean isQuantised() {
    return !conditions.isSinglePrecision();
  }

  /**
   * The signal-to-quantisation-noise ratio of a design's outputs in dB; NaN where there is none.
   */
  public double sqnr(String design) {
    return sqnr.getOrDefault(design, Double.NaN);
  }

  /** Returns the measurement of a design, if there is one. */
  public Optional<Measurement> measurement(String design) {
    return outcomes.stream()
        .filter(outcome -> outcome.design().equals(design))
        .filter(Measurement.class::isInstance)
        .map(Measurement.class::cast)
        .findFirst();
  }

  /** Says why a measurement has no interval and what it needs; nothing where it has one. */
  public Optional<String> missingInterval(Measurement measurement) {
    if (measurement.time().interval().isPresent()) {
      return Optional.empty();
    }
    String few =
        "No interval from %d of %d repetitions"
            .formatted(measurement.samples().groups().size(), Bootstrap.FEWEST);
    return Optional.of(
        partial ? few + "." : few + "; about %.0f s more are needed.".formatted(missingSeconds));
  }

  /**
   * Why none of several designs could be timed, where all have the same reason, without its full
   * stop.
   */
  public Optional<String> sharedReason() {
    List<String> reasons =
        outcomes.stream()
            .map(outcome -> outcome instanceof NotMeasured not ? not.reason() : "")
            .distinct()
            .toList();
    return outcomes.size() < 2 || reasons.size() > 1
        ? Optional.empty()
        : reasons.stream()
            .filter(reason -> !reason.isEmpty())
            .map(reason -> reason.replaceFirst("\\.$", ""))
            .findFirst();
  }

  /** Returns all measurements, in order. */
  public List<Measurement> measurements() {
    return outcomes.stream()
        .filter(Measurement.class::isInstance)
        .map(Measurement.class::cast)
        .toList();
  }
}
