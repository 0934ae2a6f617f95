package convspectrum.reports.measure;

import convspectrum.executor.machine.Machine;
import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.RuntimeRatios;
import convspectrum.executor.statistics.Estimate;
import convspectrum.reports.view.JsonDocument;
import java.util.List;
import java.util.Optional;

/** Latencies as JSON with stable keys, all samples included. */
public final class MeasurementJson {
  private MeasurementJson() {}

  /**
   * The machine, the protocol, and a result per row.
   *
   * @param warnings what nobody should miss, whole sentences
   */
  public static JsonDocument of(
      Machine machine,
      List<MeasurementRun> runs,
      List<MeasurementTable.Row> rows,
      List<String> warnings) {
    JsonDocument document =
        new JsonDocument()
            .object("machine", MachineTable.json(machine, Optional.empty()))
            .text("protocol", runs.getFirst().protocol().name())
            .text("protocol_description", runs.getFirst().protocol().describe())
            .texts("warnings", warnings)
            .objects("runs", runs.stream().map(MeasurementJson::run).toList())
            .objects("results", rows.stream().map(MeasurementJson::result).toList());
    List<RuntimeRatios> ratios = RuntimeRatios.of(runs);
    if (!ratios.isEmpty()) {
      document.objects("ratios", ratios.stream().map(MeasurementJson::ratios).toList());
    }
    return document;
  }

  /** The times of a runtime divided by those of another: above 1, the other is faster. */
  private static JsonDocument ratios(RuntimeRatios ratios) {
    JsonDocument document =
        new JsonDocument()
            .text("runtime", ratios.runtime())
            .text("relative_to", ratios.relativeTo())
            .objects(
                "models",
                ratios.ratios().stream()
                    .map(ratio ->
                        estimate(new JsonDocument().text("model", ratio.design()), ratio.estimate())
                            .count("rounds", ratio.rounds()))
                    .toList());
    return ratios
        .geometricMean()
        .map(mean -> document.object("geometric_mean", estimate(new JsonDocument(), mean)))
        .orElseGet(() -> document.nothing("geometric_mean"));
  }

  private static JsonDocument estimate(JsonDocument document, Estimate estimate) {
    return document
        .real("ratio", estimate.value())
        .real("ratio_low", estimate.low())
        .real("ratio_high", estimate.high());
  }

  private static JsonDocument run(MeasurementRun run) {
    return new JsonDocument()
        .text("runtime", run.conditions().runtime())
        .text("date", run.conditions().date().toString())
        .text("dtype", run.conditions().dtype())
        .count("rounds", run.rounds())
        .flag("partial", run.partial())
        .text("noise", run.noise().level().toString())
        .text("noise_description", run.noise().sentence())
        .texts("notes", run.notes());
  }

  private static JsonDocument result(MeasurementTable.Row row) {
    JsonDocument result =
        new JsonDocument()
            .text("model", row.model())
            .text("design", row.design())
            .text("runtime", row.run().conditions().runtime())
            .text("runtime_version", row.run().conditions().runtimeVersion())
            .count("threads", row.run().conditions().threads());
    if (row.measurement().isEmpty()) {
      return result
          .nothing("median_ms")
          .nothing("low_ms")
          .nothing("high_ms")
          .reals("samples", List.of())
          .text("note", row.note());
    }
    Measurement measurement = row.measurement().get();
    result
        .real("median_ms", measurement.medianMs())
        .real("low_ms", measurement.time().low())
        .real("high_ms", measurement.time().high())
        .reals("samples", measurement.samples().values())
        .counts("placements", measurement.samples().groups())
        .counts("disturbed_samples", measurement.disturbed())
        .counts("outlier_samples", measurement.outliers());
    measurement
        .speedup()
        .ifPresent(speedup ->
            result
                .text("baseline", speedup.baseline())
                .real("speedup", speedup.median())
                .real("speedup_low", speedup.estimate().low())
                .real("speedup_high", speedup.estimate().high()));
    return result;
  }
}
