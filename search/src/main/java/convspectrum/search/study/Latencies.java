package convspectrum.search.study;

import convspectrum.executor.machine.Activity;
import convspectrum.executor.measure.result.Conditions;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.executor.measure.result.NotMeasured;
import convspectrum.executor.measure.result.Outcome;
import convspectrum.executor.measure.result.Speedup;
import convspectrum.executor.statistics.Estimate;
import convspectrum.search.design.ComparedDesign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The times of each runtime.
 *
 * @param runs one per runtime, rounds of the same number taken in turns
 */
public record Latencies(List<MeasurementRun> runs) {
  public Latencies {
    runs = List.copyOf(runs);
  }

  /** No latencies: nothing was timed. */
  public static Latencies none() {
    return new Latencies(List.of());
  }

  /**
   * The runs of a study before it has measured anything. Tables of them have the columns of the
   * result.
   */
  public static Latencies planned(StudyOptions options) {
    NoiseReport noise = NoiseReport.of(List.of(), List.of(), 0, Activity.NONE);
    return new Latencies(
        options.runtimes().stream()
            .map(runtime ->
                new Conditions(
                    runtime.name(options.run()),
                    "",
                    options.run().threads(),
                    runtime.dataType().word(),
                    "",
                    Instant.EPOCH))
            .map(conditions ->
                new MeasurementRun(
                    conditions, options.protocol(), List.of(), noise, 0, 0, true, 0, List.of()))
            .toList());
  }

  /** Whether no design has a time on any runtime. */
  public boolean nothingTimed() {
    return runs.stream().allMatch(run -> run.measurements().isEmpty());
  }

  /**
   * The runs that people look at: without runtimes that can run none of the designs, all for one
   * reason, where another can.
   */
  public List<MeasurementRun> working() {
    return nothingTimed()
        ? runs
        : runs.stream().filter(run -> run.sharedReason().isEmpty()).toList();
  }

  /** The names of the runtimes, in order. */
  public List<String> runtimes() {
    return runs.stream().map(run -> run.conditions().runtime()).toList();
  }

  /** The measurement of a design, or of the earlier design with the same graph. */
  public Optional<Measurement> measurement(MeasurementRun run, ComparedDesign design) {
    return run.measurement(design.evaluatedAs());
  }

  /** The median time of a forward pass of a design in milliseconds. */
  public Optional<Estimate> time(MeasurementRun run, ComparedDesign design) {
    return measurement(run, design).map(Measurement::time);
  }

  /** The time of the baseline of a design divided by its own, from paired rounds. */
  public Optional<Estimate> speedup(MeasurementRun run, ComparedDesign design) {
    return measurement(run, design).flatMap(Measurement::speedup).map(Speedup::estimate);
  }

  /** What is to be said of the times of some designs, behind the names of the runtimes. */
  public String notes(List<ComparedDesign> designs) {
    return runs.stream()
        .flatMap(run ->
            designs.stream()
                .flatMap(design -> note(run, design).stream())
                .map(note -> run.conditions().runtime() + ": " + note))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** Why a design has no time on a runtime, or its time no interval, if that is so. */
  public Optional<String> note(MeasurementRun run, ComparedDesign design) {
    return reason(run, design).or(() -> measurement(run, design).flatMap(run::missingInterval));
  }

  /** Why a design has no time on a runtime, if it has none. */
  public Optional<String> reason(MeasurementRun run, ComparedDesign design) {
    for (Outcome outcome : run.outcomes()) {
      if (outcome instanceof NotMeasured not && not.design().equals(design.evaluatedAs())) {
        return Optional.of(not.reason());
      }
    }
    return Optional.empty();
  }
}
