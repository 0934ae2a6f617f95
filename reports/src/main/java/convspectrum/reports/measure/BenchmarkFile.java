package convspectrum.reports.measure;

import convspectrum.executor.measure.result.Measurement;
import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.search.design.ComparedDesign;
import convspectrum.search.design.Designs;
import convspectrum.search.study.Latencies;
import java.io.StringWriter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Times as the GitHub Action github-action-benchmark reads them with {@code tool:
 * customSmallerIsBetter}: a list of objects, each with {@code name}, {@code unit}, {@code value}
 * and the texts {@code range} and {@code extra}.
 */
public final class BenchmarkFile {
  private BenchmarkFile() {}

  /**
   * The times of all designs, in milliseconds, as JSON that ends in {@code \n}.
   *
   * @param machine in words
   */
  public static String json(Designs designs, Latencies latencies, String machine) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartArray();
      for (MeasurementRun run : latencies.runs()) {
        for (ComparedDesign design : designs.rows()) {
          latencies
              .measurement(run, design)
              .ifPresent(timed -> write(json, name(design, run), run, timed, machine));
        }
      }
      json.writeEndArray();
    }
    return text.append('\n').toString();
  }

  private static void write(
      JsonGenerator json, String name, MeasurementRun run, Measurement timed, String machine) {
    json.writeStartObject();
    json.writeStringProperty("name", name);
    json.writeStringProperty("unit", "ms");
    json.writeNumberProperty("value", timed.medianMs());
    json.writeStringProperty("range", range(timed));
    json.writeStringProperty(
        "extra",
        "%s %s; samples: %d, placements: %d; %s; %s"
            .formatted(
                run.conditions().runtime(),
                run.conditions().runtimeVersion(),
                timed.samples().size(),
                timed.samples().groups().size(),
                machine,
                run.noise().sentence()));
    json.writeEndObject();
  }

  /** The name of a time, the same in each run. */
  private static String name(ComparedDesign design, MeasurementRun run) {
    int threads = run.conditions().threads();
    return "%s on %s%s, %s"
        .formatted(
            design.label(),
            run.conditions().runtime(),
            run.conditions().isSinglePrecision() ? "" : ", " + run.conditions().dtype(),
            threads == 1 ? "1 thread" : threads + " threads");
  }

  /** How far the 95 % interval reaches from the median at most; empty where there is none. */
  private static String range(Measurement timed) {
    double median = timed.medianMs();
    return timed
        .time()
        .interval()
        .map(interval ->
            String.format(
                Locale.ROOT, "± %.3g", Math.max(median - interval.low(), interval.high() - median)))
        .orElse("");
  }
}
