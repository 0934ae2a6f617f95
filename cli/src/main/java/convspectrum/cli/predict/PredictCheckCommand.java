package convspectrum.cli.predict;

import convspectrum.cli.model.SpaceOptions;
import convspectrum.cli.process.GroupWorker;
import convspectrum.cli.process.OnVectors;
import convspectrum.cli.terminal.Bar;
import convspectrum.cli.terminal.FormatOption;
import convspectrum.cli.terminal.Interruption;
import convspectrum.cli.usage.ExitCode;
import convspectrum.cli.usage.Listing;
import convspectrum.cli.usage.OutputFolder;
import convspectrum.cli.usage.SeedOption;
import convspectrum.cli.usage.UsageException;
import convspectrum.cli.usage.Version;
import convspectrum.reports.predict.CheckReport;
import convspectrum.search.design.Sweep;
import convspectrum.search.predict.LatencyTable;
import convspectrum.search.predict.check.FreshDesigns;
import convspectrum.search.predict.check.FreshDesigns.Drawn;
import convspectrum.search.predict.check.PredictionCheck;
import convspectrum.search.predict.check.PredictionChecking;
import convspectrum.search.predict.figure.NetworkPredictor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds predictions against measurements. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Draws designs of a space that its latency table has not measured, predicts and measures them,"
          + " and shows how far predictions are from measurements: those of the table, and of a line"
          + " on MACs, a roofline and a forest that does not know groups, fitted to the same data.",
      "",
      "Example:  convspectrum predict check examples/search-space.yaml --runtime vector --sample 100"
    })
final class PredictCheckCommand implements Callable<Integer>, OnVectors {
  /** The files of a report. */
  private static final Pattern REPORT =
      Pattern.compile("check\\.(html|json)|checked\\.csv|predicted\\.png");

  /** Added to the seed, so that the sample is not the one that a calibration draws. */
  private static final long ANOTHER = 1_000_003;

  /** Designs that are printed; the page and the files have all. */
  private static final int WORST = 10;

  @Spec private CommandSpec spec;
  @Mixin private SpaceOptions space;
  @Mixin private RuntimeOptions runtime;
  @Mixin private LatencyTables tables;
  @Mixin private SeedOption seed;
  @Mixin private FormatOption format;
  @Mixin private GroupWorker worker;

  @Option(
      names = "--sample",
      paramLabel = "N",
      defaultValue = "100",
      description = "Designs to measure, drawn by the seed. Default: ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write a page and a picture of predicted against measured, and the designs, into this"
              + " folder; a report that is there is kept in report.previous.")
  private @Nullable Path out;

  @Override
  public boolean computesOnVectors() {
    return runtime.plansOnVectors() && !worker.isWorker();
  }

  @Override
  public Integer call() {
    format.check(CheckReport::planned);
    runtime.check();
    if (sample < 1) {
      throw new UsageException("--sample " + sample + ": expected 1 or more");
    }
    if (out != null) {
      OutputFolder.check("--out", out);
    }
    Sweep sweep = space.sweep();
    if (worker.isWorker()) {
      return worker.serve(sweep, seed.value());
    }
    LatencyTable table = tables.table(sweep.spec().name(), runtime.runtime(), runtime.run());
    LatencyTables.requireSpace(table, sweep);
    if (out != null) {
      OutputFolder.prepare(out);
    }
    NetworkPredictor predictor =
        new NetworkPredictor(table, runtime.runtime(), runtime.run(), seed.value());
    PredictionCheck check;
    try (Interruption _ = Interruption.guard();
        Bar bar = new Bar()) {
      List<Drawn> drawn = FreshDesigns.of(sweep, table, sample, seed.value() + ANOTHER);
      check =
          new PredictionChecking(table, sweep, predictor, seed.value())
              .of(drawn, runtime.timers(sweep, seed.value(), spec), bar);
    }
    CheckReport report = new CheckReport(check, table);
    PrintWriter print = spec.commandLine().getOut();
    print.print(
        format.render(
            format.isForMachines() ? report.tables() : report.tables(WORST),
            report.table(),
            report::json,
            report.summary()));
    print.flush();
    if (out != null) {
      PrintWriter err = spec.commandLine().getErr();
      OutputFolder.keepPrevious(out, REPORT, "check.json")
          .ifPresent(previous -> err.println("the report that was there is kept in " + previous));
      err.println(
          "wrote "
              + Listing.few(
                  report.write(out, Version.current()).stream().map(Path::toString).toList()));
    }
    return ExitCode.DONE;
  }
}
