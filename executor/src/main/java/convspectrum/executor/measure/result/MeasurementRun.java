package convspectrum.executor.measure.result;

import convspectrum.executor.measure.protocol.Protocol;
import convspectrum.executor.statistics.Bootstrap;
import java.util.List;
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
    List<String> notes) {
  public MeasurementRun {
    outcomes = List.copyOf(outcomes);
    notes = List.copyOf(notes);
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

  /** Returns all measurements, in order. */
  public List<Measurement> measurements() {
    return outcomes.stream()
        .filter(Measurement.class::isInstance)
        .map(Measurement.class::cast)
        .toList();
  }
}
