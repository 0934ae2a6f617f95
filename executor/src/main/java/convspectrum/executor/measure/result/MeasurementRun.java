package convspectrum.executor.measure.result;

import convspectrum.executor.measure.protocol.Protocol;
import java.util.List;
import java.util.Optional;

/**
 * All designs measured on one runtime.
 *
 * @param conditions runtime, threads, machine, date
 * @param protocol how
 * @param outcomes one per subject, in the order given
 * @param noise how disturbed it was
 * @param rounds complete rounds, added over batches
 * @param batches groups of designs that were alive together; more than one where memory is short
 * @param partial whether it was interrupted before it was done
 * @param notes what a reader should know beside the figures, in sentences
 */
public record MeasurementRun(
    Conditions conditions,
    Protocol protocol,
    List<Outcome> outcomes,
    NoiseReport noise,
    int rounds,
    int batches,
    boolean partial,
    List<String> notes) {
  public MeasurementRun {
    outcomes = List.copyOf(outcomes);
    notes = List.copyOf(notes);
  }

  /** The measurement of a design, if there is one. */
  public Optional<Measurement> measurement(String design) {
    return outcomes.stream()
        .filter(outcome -> outcome.design().equals(design))
        .filter(Measurement.class::isInstance)
        .map(Measurement.class::cast)
        .findFirst();
  }

  /** All measurements, in order. */
  public List<Measurement> measurements() {
    return outcomes.stream()
        .filter(Measurement.class::isInstance)
        .map(Measurement.class::cast)
        .toList();
  }
}
