package convspectrum.reports.measure;

import convspectrum.executor.measure.result.MeasurementRun;
import convspectrum.executor.measure.result.NoiseReport;
import convspectrum.reports.table.Notes;
import java.util.Locale;

/** How a runtime was measured, and what a reader must know before believing it. */
public final class MeasurementNotes {
  private MeasurementNotes() {}

  /** Adds the notes of a run to {@code notes}. */
  public static Notes with(Notes notes, MeasurementRun run) {
    String runtime = run.conditions().runtime();
    if (run.sharedReason().isPresent()) {
      return notes.withWarning(
          runtime + ": none of the designs was timed: " + run.sharedReason().get() + ".");
    }
    int threads = run.conditions().threads();
    Notes result =
        notes
            .with(
                runtime,
                String.format(
                    Locale.ROOT,
                    "version %s, %d thread%s, %s, %s",
                    run.conditions().runtimeVersion(),
                    threads,
                    threads == 1 ? "" : "s",
                    run.conditions().dtype(),
                    run.conditions().date()))
            .with(runtime + "_protocol", run.protocol().describe())
            .with(runtime + "_rounds", Integer.toString(run.rounds()))
            .with(runtime + "_samples", samples(run));
    if (!run.notes().isEmpty()) {
      result = result.with(runtime + "_notes", String.join(" ", run.notes()));
    }
    if (run.noise().level() == NoiseReport.Level.QUIET) {
      result = result.with(runtime + "_noise", run.noise().sentence());
    } else {
      result = result.withWarning(runtime + ": " + run.noise().sentence());
    }
    return run.partial()
        ? result.withWarning(runtime + ": interrupted; what was measured until then is shown.")
        : result;
  }

  /** How many there are, and how many of them were disturbed. */
  private static String samples(MeasurementRun run) {
    int all = run.measurements().stream().mapToInt(one -> one.samples().size()).sum();
    int disturbed = run.measurements().stream().mapToInt(one -> one.disturbed().size()).sum();
    int outliers = run.measurements().stream().mapToInt(one -> one.outliers().size()).sum();
    return "%d; the CPU was taken away in %d, outliers are %d; all are kept"
        .formatted(all, disturbed, outliers);
  }
}
